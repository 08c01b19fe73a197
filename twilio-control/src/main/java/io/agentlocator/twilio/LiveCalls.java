package io.agentlocator.twilio;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallUpdater;
import com.twilio.type.Twiml;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Updates a live call over Twilio's REST API. Each method sends one request, blocks for at most {@link #TOTAL_TIMEOUT} and
 * should run on a virtual thread. There are no retries, and errors of Twilio or the network are returned, not thrown.
 */
public final class LiveCalls {

    public static final URI TWILIO_API = URI.create("https://api.twilio.com");
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    public static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(5);

    private static final int INVALID_CALL_STATE = 21220;
    private static final int NOT_FOUND = 20404;
    private static final String NOT_SET = "TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN is not set";

    private final @Nullable TwilioRestClient client;

    /** @param credentials if empty, every update is {@link CallUpdate.Refused} */
    public LiveCalls(Optional<TwilioCredentials> credentials, URI apiBase) {
        this(credentials, apiBase, TOTAL_TIMEOUT);
    }

    LiveCalls(Optional<TwilioCredentials> credentials, URI apiBase, Duration totalTimeout) {
        this.client = credentials
                .map(known -> new TwilioRestClient.Builder(known.accountSid(), known.authToken())
                        .httpClient(new SingleAttemptHttpClient(apiBase, CONNECT_TIMEOUT, totalTimeout))
                        .build())
                .orElse(null);
    }

    /** {@code TWILIO_API_BASE_URL}, or Twilio's own address if it is not set. */
    public static URI apiBase(@Nullable String configured) {
        return configured == null || configured.isBlank() ? TWILIO_API : URI.create(configured.strip());
    }

    /** Gives the call a new document at once. It must hold only absolute URLs and at most 4,000 characters. */
    public CallUpdate redirect(String callSid, String twiml) {
        return send(Call.updater(callSid).setTwiml(new Twiml(twiml)));
    }

    public CallUpdate hangUp(String callSid) {
        return send(Call.updater(callSid).setStatus(Call.UpdateStatus.COMPLETED));
    }

    /**
     * Asks Twilio whether it accepts the credentials. Changes nothing.
     *
     * @return empty if it does; otherwise what is wrong, in one line
     */
    public Optional<String> refusal() {
        TwilioRestClient asking = client;
        if (asking == null) {
            return Optional.of(NOT_SET);
        }
        try {
            var list = new Request(
                    HttpMethod.GET,
                    Domains.API.toString(),
                    "/2010-04-01/Accounts/" + asking.getAccountSid() + "/Calls.json");
            list.addQueryParam("PageSize", "1");
            int status = asking.request(list).getStatusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("refused by Twilio, HTTP " + status);
        } catch (ApiConnectionException e) {
            return Optional.of("Twilio does not answer: " + e.getMessage());
        } catch (ApiException e) {
            return Optional.of("Twilio's answer cannot be read: " + e.getMessage());
        }
    }

    private CallUpdate send(CallUpdater update) {
        if (client == null) {
            return new CallUpdate.Refused(0, 0, NOT_SET);
        }
        try {
            update.update(client);
            return new CallUpdate.Updated();
        } catch (ApiConnectionException e) {
            return new CallUpdate.Unreachable(Objects.toString(e.getMessage(), "no connection"));
        } catch (ApiException e) {
            int code = e.getCode() == null ? 0 : e.getCode();
            int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
            if (code == INVALID_CALL_STATE || code == NOT_FOUND) {
                return new CallUpdate.CallOver(code);
            }
            return status == 0
                    ? new CallUpdate.Unreachable("answer cannot be read: " + e.getMessage())
                    : new CallUpdate.Refused(status, code, Objects.toString(e.getMessage(), ""));
        }
    }
}
