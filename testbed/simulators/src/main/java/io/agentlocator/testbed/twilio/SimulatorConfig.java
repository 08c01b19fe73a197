package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.webhook.Ingress;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the simulated Twilio.
 *
 * @param port of the REST interface on 127.0.0.1; 0 takes a free one
 * @param apiBaseUrl prefix of RecordingUrl; empty for the REST interface itself
 * @param subprotocol offered in the media socket's handshake; empty for none, as captured live
 * @param connectTimeout of one TCP attempt of a webhook, of which there are two
 * @param webhookTimeout of a webhook as a whole
 * @param handshakeTimeout until a media socket that does not answer is given up with 31901
 * @param plainSockets accept a {@code ws://} URL in TwiML, which Twilio refuses with 31922
 * @param actionOnHangUp request the action of Connect and Record also after the caller hung up
 * @param recordingRefusals how many requests for a recording are answered 404 before the first 200
 * @param recordingDelay how long after its end a recording stays 404
 * @param recordingsAsMulaw serve recordings as μ-law WAV; else PCM of 16 bits
 * @param audibleRms root mean square from which 20 ms of sound count as audible
 * @param heardGap silence that ends a stretch of heard sound
 * @param callRecordings where a stereo WAV (left caller, right agent) of each call is written; empty for nowhere
 * @param timeLimit after which a call is ended
 */
public record SimulatorConfig(
        int port,
        String accountSid,
        String authToken,
        List<PhoneNumber> numbers,
        Ingress ingress,
        Optional<String> apiBaseUrl,
        Optional<String> subprotocol,
        Duration connectTimeout,
        Duration webhookTimeout,
        Duration handshakeTimeout,
        boolean plainSockets,
        boolean actionOnHangUp,
        int recordingRefusals,
        Duration recordingDelay,
        boolean recordingsAsMulaw,
        double audibleRms,
        Duration heardGap,
        Optional<Path> callRecordings,
        Duration timeLimit) {

    public SimulatorConfig {
        numbers = List.copyOf(numbers);
    }

    public static Builder of(String accountSid, String authToken) {
        return new Builder(accountSid, authToken);
    }

    /** Collects the settings that differ from Twilio's own. */
    public static final class Builder {
        private final String accountSid;
        private final String authToken;
        private final List<PhoneNumber> numbers = new ArrayList<>();
        private int port;
        private Ingress ingress = Ingress.none();
        private Optional<String> apiBaseUrl = Optional.empty();
        private Optional<String> subprotocol = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration webhookTimeout = Duration.ofSeconds(15);
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private boolean plainSockets;
        private boolean actionOnHangUp = true;
        private int recordingRefusals = 2;
        private Duration recordingDelay = Duration.ZERO;
        private boolean recordingsAsMulaw;
        private double audibleRms = 200;
        private Duration heardGap = Duration.ofMillis(200);
        private Optional<Path> callRecordings = Optional.empty();
        private Duration timeLimit = Duration.ofHours(4);

        private Builder(String accountSid, String authToken) {
            this.accountSid = accountSid;
            this.authToken = authToken;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder number(PhoneNumber number) {
            numbers.add(number);
            return this;
        }

        public Builder ingress(Ingress value) {
            ingress = value;
            return this;
        }

        /** Adds to the ingress: requests under a public prefix go to a server on this machine. */
        public Builder route(String publicPrefix, String... targets) {
            ingress = ingress.route(publicPrefix, targets);
            return this;
        }

        /** {@code mapWssTo("agent.test", "ws://127.0.0.1:8082")}: where the media sockets of a public host go. */
        public Builder mapWssTo(String publicHost, String target) {
            return route("wss://" + publicHost, target);
        }

        public Builder apiBaseUrl(String url) {
            apiBaseUrl = Optional.of(url);
            return this;
        }

        public Builder subprotocol(String offered) {
            subprotocol = Optional.of(offered);
            return this;
        }

        public Builder webhookTimeouts(Duration connect, Duration whole) {
            connectTimeout = connect;
            webhookTimeout = whole;
            return this;
        }

        public Builder handshakeTimeout(Duration value) {
            handshakeTimeout = value;
            return this;
        }

        public Builder plainSockets(boolean value) {
            plainSockets = value;
            return this;
        }

        public Builder actionOnHangUp(boolean value) {
            actionOnHangUp = value;
            return this;
        }

        public Builder recordingReady(int refusals, Duration delay) {
            recordingRefusals = refusals;
            recordingDelay = delay;
            return this;
        }

        public Builder recordingsAsMulaw(boolean value) {
            recordingsAsMulaw = value;
            return this;
        }

        public Builder audible(double rms, Duration gap) {
            audibleRms = rms;
            heardGap = gap;
            return this;
        }

        public Builder callRecordings(Path directory) {
            callRecordings = Optional.of(directory);
            return this;
        }

        public Builder timeLimit(Duration value) {
            timeLimit = value;
            return this;
        }

        public SimulatorConfig build() {
            return new SimulatorConfig(
                    port,
                    accountSid,
                    authToken,
                    numbers,
                    ingress,
                    apiBaseUrl,
                    subprotocol,
                    connectTimeout,
                    webhookTimeout,
                    handshakeTimeout,
                    plainSockets,
                    actionOnHangUp,
                    recordingRefusals,
                    recordingDelay,
                    recordingsAsMulaw,
                    audibleRms,
                    heardGap,
                    callRecordings,
                    timeLimit);
        }
    }
}
