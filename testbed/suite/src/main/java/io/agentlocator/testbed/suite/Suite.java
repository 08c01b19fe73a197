package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.infrastructure.KafkaBroker;
import io.agentlocator.testbed.infrastructure.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Kafka, PostgreSQL, the front and the six services, started and ready. {@link #close} ends all of them. */
public final class Suite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PARTITIONS = 6;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** In a cluster an endpoint is removed after its pod was asked to end, not before. */
    private static final Duration WORD_REACHES_THE_FRONT = Duration.ofSeconds(1);

    private final KafkaBroker kafka;
    private final Postgres postgres;
    private final Front front;
    private final Map<Service, List<Integer>> open = new EnumMap<>(Service.class);
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final SuiteSettings settings;
    private final Map<String, String> environment = new HashMap<>();
    private final List<ServiceProcess> retired = new CopyOnWriteArrayList<>();
    private final AtomicInteger generations = new AtomicInteger(99);
    private final Path logs;
    private final Consumer<String> progress;

    private Suite(
            KafkaBroker kafka,
            Postgres postgres,
            Front front,
            SuiteSettings settings,
            Path logs,
            Consumer<String> progress) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.front = front;
        this.settings = settings;
        this.logs = logs;
        this.progress = progress;
    }

    /**
     * @param outside the environment for the outside world, computed from the public base URL
     * @param progress receives a line for each part that has started
     * @throws IllegalStateException when a part does not start in time; the parts already started are ended
     */
    public static Suite start(
            SuiteSettings settings, Function<String, Map<String, String>> outside, Consumer<String> progress) {
        Path logs = directory(settings.directory().resolve("logs"));
        var database = CompletableFuture.supplyAsync(() -> postgres(settings));
        KafkaBroker kafka = settings.keepData()
                ? KafkaBroker.embedded(settings.directory().resolve("kafka"), PARTITIONS, logs.resolve("kafka.log"))
                : KafkaBroker.start(PARTITIONS);
        progress.accept("Kafka       " + kafka.bootstrapServers());
        Postgres postgres;
        try {
            postgres =
                    database.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
        progress.accept("PostgreSQL  " + postgres.url());
        Front front = settings.arrangement().front(ServiceProcess.freePort());
        var suite = new Suite(kafka, postgres, front, settings, logs, progress);
        try {
            suite.environment.putAll(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "DATABASE_URL", postgres.url(),
                    "PUBLIC_BASE_URL", front.baseUrl()));
            suite.environment.putAll(outside.apply(front.baseUrl()));
            suite.environment.putAll(settings.everyService());
            for (int replica = 0; replica < settings.replicas(); replica++) {
                for (Service service : Service.values()) {
                    suite.services.add(suite.spawn(service, replica));
                }
            }
            suite.awaitReady(suite.services);
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    private static Postgres postgres(SuiteSettings settings) {
        return settings.keepData() ? Postgres.embedded(settings.directory().resolve("postgres")) : Postgres.start();
    }

    private static Path directory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceProcess spawn(Service service, int replica) {
        Launch launch = settings.arrangement().launch(service, settings.root(), Map.copyOf(environment));
        return ServiceProcess.start(service, launch, logs, ServiceProcess.freePort(), replica);
    }

    /**
     * Rolls a service as Kubernetes rolls a deployment: a new replica starts beside each old one and gets requests when it
     * is ready; the old one is asked to end, and gets requests until the front learns of it.
     *
     * @param grace after which an old replica is killed
     * @return for each old replica how long it took to end, empty when it had to be killed; completes when it has ended
     */
    public List<CompletableFuture<Optional<Duration>>> roll(Service service, Duration grace) {
        var ending = new ArrayList<CompletableFuture<Optional<Duration>>>();
        for (ServiceProcess old : replicas(service)) {
            ServiceProcess fresh = spawn(service, generations.incrementAndGet());
            services.set(services.indexOf(old), fresh);
            retired.add(old);
            awaitReady(List.of(fresh));
            ending.add(old.retire(grace));
            pause(WORD_REACHES_THE_FRONT);
            lead(service, ports -> ports.remove((Integer) old.port()));
        }
        return ending;
    }

    private void awaitReady(List<ServiceProcess> starting) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var waiting = new ArrayList<>(starting);
        while (!waiting.isEmpty()) {
            for (var service : List.copyOf(waiting)) {
                if (service.ready()) {
                    waiting.remove(service);
                    lead(service.service(), ports -> ports.add(service.port()));
                    progress.accept(
                            "%-18s ready at %s".formatted(service.service().directory(), service.url("/")));
                } else if (service.restarts() > 3) {
                    throw new IllegalStateException(
                            service.service().directory() + " does not start; its log is " + service.log());
                }
            }
            if (System.nanoTime() > deadline) {
                var names = waiting.stream()
                        .map(service -> service.service().directory() + " (" + service.log() + ")")
                        .toList();
                throw new IllegalStateException("not ready in " + PATIENCE.toSeconds() + " s: " + names);
            }
            pause(LOOK_EVERY);
        }
    }

    private synchronized void lead(Service service, Consumer<List<Integer>> change) {
        List<Integer> ports = open.computeIfAbsent(service, none -> new ArrayList<>());
        change.accept(ports);
        front.lead(service, List.copyOf(ports));
    }

    private static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public ServiceProcess service(Service service) {
        return replicas(service).getFirst();
    }

    /** All replicas but those that were asked to end. */
    public List<ServiceProcess> replicas(Service service) {
        return services.stream().filter(each -> each.service() == service).toList();
    }

    public List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    public String baseUrl() {
        return front.baseUrl();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** See {@link KafkaBroker#pid}. */
    public OptionalLong kafkaPid() {
        return kafka.pid();
    }

    public Postgres postgres() {
        return postgres;
    }

    public Path logs() {
        return logs;
    }

    @Override
    public void close() {
        // All are asked to end before any is waited for, so that the drains overlap.
        services.forEach(ServiceProcess::close);
        services.forEach(ServiceProcess::awaitEnd);
        retired.forEach(ServiceProcess::awaitEnd);
        for (AutoCloseable part : List.of(front, postgres, kafka)) {
            try {
                part.close();
            } catch (Exception e) {
                progress.accept("not ended cleanly: " + e);
            }
        }
    }
}
