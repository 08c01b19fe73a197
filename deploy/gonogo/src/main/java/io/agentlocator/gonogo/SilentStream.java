package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.LeftOut;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** R78: without a stream the watchdog redirects the call, and the recording's webhook thanks and hangs up. */
record SilentStream(Optional<Options.Watchdog> wanted) implements Check {

    private static final Duration SLACK = Duration.ofSeconds(8);

    @Override
    public String id() {
        return "watchdog";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        if (!deployment.canSign()) {
            return LeftOut.because("no-token");
        }
        JsonNode version = Deployment.json(deployment.get("/version"));
        int start = seconds(version, "start_timeout");
        int noMedia = seconds(version, "no_media_timeout");
        if (wanted.isPresent() && (wanted.get().start() != start || wanted.get().noMedia() != noMedia)) {
            return new Failed(Words.of("watchdog.values", start + "/" + noMedia, wanted.get()), "watchdog");
        }
        try (var call = new PretendedCall(deployment)) {
            call.ring();
            long until = System.nanoTime()
                    + Duration.ofSeconds(start + 10L).plus(SLACK).toNanos();
            while (System.nanoTime() < until
                    && !call.logged("WATCHDOG_REDIRECT_OK")
                    && !call.logged("WATCHDOG_REDIRECT_FAIL")) {
                Thread.sleep(500);
            }
            Optional<Words> wrong = wrong(deployment.log(call.callSid()));
            if (wrong.isPresent()) {
                return new Failed(wrong.get(), "watchdog", call.evidence());
            }
            HttpResponse<byte[]> thanks = call.webhook(
                    "/webhook/handle_recording",
                    "in-progress",
                    Map.of(
                            "RecordingSid",
                            "RE" + UUID.randomUUID().toString().replace("-", ""),
                            "RecordingUrl",
                            deployment.url().of("/recordings/of-a-pretended-call"),
                            "RecordingDuration",
                            "1"));
            String document = new String(thanks.body(), java.nio.charset.StandardCharsets.UTF_8);
            if (thanks.statusCode() != 200 || !document.contains("<Hangup/>")) {
                return new Failed(Words.of("watchdog.recording", thanks.statusCode()), "watchdog", call.evidence());
            }
            boolean usual = start == 6 && noMedia == 6;
            return passed(usual ? "watchdog.good" : "watchdog.good-and-restore", start);
        }
    }

    private static Optional<Words> wrong(List<OpsLine> lines) {
        Optional<OpsLine> failed = lines.stream()
                .filter(line -> line.name().equals("WATCHDOG_REDIRECT_FAIL"))
                .findFirst();
        long redirects = lines.stream()
                .filter(line -> line.name().equals("WATCHDOG_REDIRECT"))
                .count();
        if (redirects == 0) {
            return Optional.of(Words.of("watchdog.none"));
        }
        if (redirects > 1) {
            return Optional.of(Words.of("watchdog.several", redirects));
        }
        return failed.filter(line -> !line.unknownAtTwilio()).map(line -> Words.of("watchdog.failed", line.line()));
    }

    private static int seconds(JsonNode version, String setting) {
        return version.findValuesAsText(setting).stream()
                .mapToInt(value -> (int) Double.parseDouble(value))
                .findFirst()
                .orElse(6);
    }
}
