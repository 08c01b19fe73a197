package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.Clips;
import io.agentlocator.testbed.twilio.media.StreamSockets;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.Sids;
import io.agentlocator.testbed.twilio.rest.RecordingStore;
import io.agentlocator.testbed.twilio.rest.RestAccount;
import io.agentlocator.testbed.twilio.rest.RestApi;
import io.agentlocator.testbed.twilio.rest.RestFault;
import io.agentlocator.testbed.twilio.rest.RestFaults;
import io.agentlocator.testbed.twilio.rest.RestRequest;
import io.agentlocator.testbed.twilio.rest.RestResources;
import io.agentlocator.testbed.twilio.rest.SentMessage;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Twilio on loopback: webhooks, media sockets and REST. All calls share one event loop and one clock. Thread-safe.
 */
public final class TwilioSimulator implements AutoCloseable {
    private final SimulatorConfig config;
    private final Vertx vertx;
    private final Network network;
    private final Calls calls;
    private final Messages messages;
    private final RestFaults restFaults = new RestFaults();
    private final RestApi rest;
    private volatile int port;

    private TwilioSimulator(SimulatorConfig config) {
        this.config = config;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        Context loop = vertx.getOrCreateContext();
        this.network = new Network(
                vertx,
                loop,
                config,
                new Courier(
                        vertx,
                        new Courier.Settings(
                                config.ingress(),
                                config.authToken(),
                                config.connectTimeout(),
                                config.webhookTimeout())),
                new StreamSockets(
                        vertx,
                        new StreamSockets.Settings(
                                config.ingress(),
                                config.authToken(),
                                config.subprotocol(),
                                config.plainSockets(),
                                config.connectTimeout(),
                                config.handshakeTimeout())),
                new Clips(vertx),
                new RecordingStore(
                        new RecordingStore.Settings(
                                config.accountSid(),
                                config.recordingRefusals(),
                                config.recordingDelay(),
                                config.recordingsAsMulaw()),
                        this::apiBaseUrl),
                new ConcurrentHashMap<>(),
                new Listeners(),
                new NotificationLog());
        this.calls = new Calls(network);
        this.messages = new Messages(network);
        RestAccount account = new SimulatedAccount(config, calls, messages);
        this.rest = new RestApi(vertx, account, new RestResources(account, network.recordings()), restFaults);
    }

    /** @throws IllegalStateException when the port is taken */
    public static TwilioSimulator start(SimulatorConfig config) {
        TwilioSimulator simulator = new TwilioSimulator(config);
        try {
            simulator.port = simulator.onLoop(() -> {
                simulator.calls.start();
                return simulator.rest.listen(config.port());
            });
            return simulator;
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /** Port of the REST interface on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The replacement for {@code https://api.twilio.com}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    public SimulatorConfig config() {
        return config;
    }

    /**
     * Places a call.
     *
     * @throws IllegalArgumentException when the called number is not one of the account
     */
    public SimulatedCall call(CallRequest request, Handset handset) {
        return calls.place(request, number(request.to()), handset);
    }

    /** Sends a message to one of the account's numbers; completes with the HTTP status of the webhook, 0 for no response. */
    public CompletableFuture<Integer> message(String from, String to, String body) {
        PhoneNumber number = number(to.replace("whatsapp:", ""));
        String sid = Sids.of("SM");
        Map<String, String> params = new LinkedHashMap<>();
        params.put("MessageSid", sid);
        params.put("SmsSid", sid);
        params.put("SmsMessageSid", sid);
        params.put("AccountSid", config.accountSid());
        params.put("From", from);
        params.put("To", to);
        params.put("Body", body);
        params.put("NumMedia", "0");
        params.put("NumSegments", "1");
        params.put("SmsStatus", "received");
        params.put("ApiVersion", "2010-04-01");
        if (from.startsWith("whatsapp:+")) params.put("WaId", from.substring("whatsapp:+".length()));
        CompletableFuture<Integer> status = new CompletableFuture<>();
        network.onLoop(() ->
                messages.receive(number, params).onSuccess(status::complete).onFailure(status::completeExceptionally));
        return status;
    }

    /** Sets who answers when Dial calls this number; other numbers do not answer. */
    public void person(String number, Person person) {
        network.people().put(number, person);
    }

    public void listen(CallListener listener) {
        network.listeners().add(listener);
    }

    public void unlisten(CallListener listener) {
        network.listeners().remove(listener);
    }

    /** Every warning and error of the account, oldest first. */
    public List<Notification> notifications() {
        return network.notifications().entries();
    }

    /** Every request to the REST interface, including refused ones. */
    public List<RestRequest> restRequests() {
        return rest.requests();
    }

    public List<SentMessage> sentMessages() {
        return messages.sent();
    }

    public List<SimulatedCall> calls() {
        return calls.all();
    }

    /** Frees the sound and the recordings of an ended call. REST then answers 20404 for it. */
    public void forget(String callSid) {
        calls.forget(callSid);
        network.recordings().forget(callSid);
    }

    /** Applies a fault to the next {@code requests} requests of the REST interface. */
    public void breakRest(RestFault fault, int requests) {
        restFaults.set(fault, requests);
    }

    public void clearRestFaults() {
        restFaults.clear();
    }

    /** Ends the live calls, and frees ports and threads. */
    @Override
    public void close() {
        try {
            onLoop(() -> {
                calls.all().forEach(call -> call.finish(CallEnd.By.SIMULATOR_CLOSED, "completed"));
                return Future.succeededFuture();
            });
            network.listeners().close();
        } finally {
            await(vertx.close());
        }
    }

    private String apiBaseUrl() {
        return config.apiBaseUrl().orElseGet(this::baseUrl);
    }

    private PhoneNumber number(String e164) {
        return config.numbers().stream()
                .filter(number -> number.e164().equals(e164))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such number in the account"));
    }

    private <T> T onLoop(java.util.function.Supplier<Future<T>> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        network.onLoop(() -> {
            try {
                task.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return join(done);
    }

    private static <T> void await(Future<T> future) {
        join(future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the simulator did not start or stop", e);
        }
    }
}
