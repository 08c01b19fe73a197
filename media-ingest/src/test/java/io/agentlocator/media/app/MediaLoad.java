package io.agentlocator.media.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.testbed.infrastructure.KafkaBroker;
import io.agentlocator.twilio.StreamToken;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Measures the packaged service, as a separate process, under a number of calls in real time: CPU per call-second, the
 * delay of the caller's sound to its topic, and the delay of the agent's first sound to the socket.
 *
 * <p>Arguments: calls, seconds per run, runs, {@code speaking} or {@code silent} callers, then settings of the service as
 * {@code name=value}. The agent waits while a caller speaks, so the delay of its sound is measured with silent callers.
 * Pass the class path in a file ({@code java @file}): ONNX Runtime 1.29 crashes with a command line of more than 4 KB.
 */
final class MediaLoad {

    private static final String SECRET = "12345";
    private static final byte[] SILENCE = new byte[160];

    private final String bootstrapServers;
    private final int port;
    private final byte[] voice;
    private final boolean speaking;
    private final Map<String, long[]> sentAt = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> turnAt = new ConcurrentHashMap<>();
    private final List<Long> inMicros = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> outMicros = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong holds = new AtomicLong();

    private MediaLoad(String bootstrapServers, int port, boolean speaking) throws Exception {
        this.bootstrapServers = bootstrapServers;
        this.port = port;
        this.speaking = speaking;
        Arrays.fill(SILENCE, (byte) 0xFF);
        try (var sound = io.agentlocator.media.SpokenSound.open()) {
            voice = sound.readAllBytes();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        boolean speaking = arguments[3].equals("speaking");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var kafka = KafkaBroker.start()) {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseZGC",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED"));
            for (int i = 4; i < arguments.length; i++) {
                command.add("-D" + arguments[i]);
            }
            command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "media-load.log").toFile());
            builder.environment().put("PORT", Integer.toString(port));
            builder.environment().put("HTTP_HOST", "127.0.0.1");
            builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            builder.environment().put("TWILIO_AUTH_TOKEN", SECRET);
            Process service = builder.start();
            try {
                awaitReady(port);
                for (int run = 0; run <= runs; run++) {
                    new MediaLoad(kafka.bootstrapServers(), port, speaking)
                            .run(run == 0 ? "warm-up" : "run " + run, calls, seconds, service.pid());
                }
            } finally {
                long asked = System.nanoTime();
                service.destroy();
                if (!service.waitFor(60, TimeUnit.SECONDS)) {
                    service.destroyForcibly();
                }
                System.out.printf(Locale.ROOT, "stopped in %d ms%n", (System.nanoTime() - asked) / 1_000_000);
            }
        }
    }

    private static void awaitReady(int port) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var ready = java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .build();
            while (System.nanoTime() < end) {
                try {
                    if (client.send(ready, java.net.http.HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (java.io.IOException e) {
                    // Not up yet.
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the service did not get ready; see target/media-load.log");
    }

    private void run(String name, int calls, int seconds, long pid) throws Exception {
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(stop));
        var client = HttpClient.newHttpClient();
        var clock = Executors.newScheduledThreadPool(2);
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            callers.add(new Caller(client, "CA" + name.replace(' ', '-') + "-" + i));
        }
        TimeUnit.SECONDS.sleep(1);
        long cpuBefore = cpuMillis(pid);
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            Caller caller = callers.get(i);
            clock.scheduleAtFixedRate(caller::frame, i * 20_000L / calls, 20_000, TimeUnit.MICROSECONDS);
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var codec = new EventCodec("speech-service");
            for (int second = 0; second < seconds; second++) {
                long due = began + second * 1_000_000_000L;
                for (int i = 0; i < calls; i++) {
                    TimeUnit.NANOSECONDS.sleep(due + i * 1_000_000_000L / calls - System.nanoTime());
                    // Every call hears a turn of two seconds in each four.
                    if ((second + i) % 4 == 0) {
                        String callSid = callers.get(i).callSid;
                        int turn = second / 4 + 1;
                        turnAt.computeIfAbsent(callSid, any -> new AtomicLong()).set(System.nanoTime());
                        for (int chunk = 0; chunk < 4; chunk++) {
                            producer.send(codec.encode(
                                    new AgentAudio.Chunk(callSid, turn, 0, chunk, new byte[4_000]),
                                    Instant.now(),
                                    null));
                        }
                        producer.send(codec.encode(new AgentAudio.TurnEnded(callSid, turn), Instant.now(), null));
                    }
                }
            }
        }
        double tookSeconds = (System.nanoTime() - began) / 1e9;
        long cpu = cpuMillis(pid) - cpuBefore;
        clock.shutdownNow();
        callers.forEach(Caller::stop);
        stop.set(true);
        reader.join();
        client.shutdownNow();
        System.out.printf(
                Locale.ROOT,
                "%-8s calls=%d cpu-ms per call-second=%.2f rss-mb=%d in-ms p50=%.1f p99=%.1f n=%d out-ms p50=%.1f p99=%.1f n=%d holds=%d%n",
                name,
                calls,
                cpu / (tookSeconds * calls),
                rssMegabytes(pid),
                percentile(inMicros, 50),
                percentile(inMicros, 99),
                inMicros.size(),
                percentile(outMicros, 50),
                percentile(outMicros, 99),
                outMicros.size(),
                holds.get());
    }

    private void read(java.util.concurrent.atomic.AtomicBoolean stop) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of("caller-audio", "media-events")) {
                consumer.partitionsFor(topic)
                        .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stop.get()) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    long now = System.nanoTime();
                    if (EventCodec.decode(record) instanceof DecodedRecord.Known known) {
                        if (known.event() instanceof CallerAudio.Chunk chunk) {
                            int last = (int) (chunk.offsetMs() + chunk.mulaw().length / 8) / 20 - 1;
                            long[] sent = sentAt.get(chunk.callSid());
                            if (sent != null && last >= 0 && last < sent.length && sent[last] != 0) {
                                inMicros.add((now - sent[last]) / 1_000);
                            }
                        } else if (known.event() instanceof MediaEvent.SpeechStarted started
                                && started.interrupting()) {
                            holds.incrementAndGet();
                        }
                    }
                }
            }
        }
    }

    private static double percentile(List<Long> micros, int percent) {
        if (micros.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e3;
    }

    private static long cpuMillis(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    private static long rssMegabytes(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Speaks three seconds and listens three seconds, in frames of 20 ms. */
    private final class Caller implements WebSocket.Listener {
        final String callSid;
        final String streamSid;
        final WebSocket socket;
        final long[] sent = new long[100_000];
        private int frames;
        private boolean awaitsFirst = true;
        private final StringBuilder partial = new StringBuilder();

        Caller(HttpClient client, String callSid) {
            this.callSid = callSid;
            this.streamSid = "MZ" + callSid.substring(2);
            sentAt.put(callSid, sent);
            socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/twilio-media"), this)
                    .join();
            String token =
                    StreamToken.keyed(null, SECRET).orElseThrow().mint(callSid, Instant.now(), Duration.ofSeconds(60));
            socket.sendText(
                            "{\"event\":\"start\",\"start\":{\"streamSid\":\"" + streamSid + "\",\"callSid\":\""
                                    + callSid + "\",\"customParameters\":{\"token\":\"" + token + "\"}}}",
                            true)
                    .join();
        }

        void frame() {
            int at = frames * 160;
            boolean speaks = speaking && frames / 150 % 2 == 0;
            int from = at % (voice.length / 160 * 160 - 160);
            byte[] sound = speaks ? Arrays.copyOfRange(voice, from, from + 160) : SILENCE;
            String text = "{\"event\":\"media\",\"sequenceNumber\":\"" + (frames + 2)
                    + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"" + (frames + 1) + "\",\"timestamp\":\""
                    + frames * 20 + "\",\"payload\":\"" + Base64.getEncoder().encodeToString(sound)
                    + "\"},\"streamSid\":\"" + streamSid + "\"}";
            sent[frames++] = System.nanoTime();
            socket.sendText(text, true);
        }

        void stop() {
            socket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            from.request(1);
            if (!last) {
                return null;
            }
            String text = partial.toString();
            partial.setLength(0);
            if (text.contains("\"mark\"")) {
                awaitsFirst = true;
                String name = text.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
                from.sendText(
                        "{\"event\":\"mark\",\"streamSid\":\"" + streamSid + "\",\"mark\":{\"name\":\"" + name + "\"}}",
                        true);
            } else if (awaitsFirst) {
                awaitsFirst = false;
                AtomicLong turn = turnAt.get(callSid);
                if (turn != null) {
                    long micros = (System.nanoTime() - turn.get()) / 1_000;
                    outMicros.add(micros);
                }
            }
            return null;
        }
    }
}
