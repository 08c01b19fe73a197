package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.testbed.suite.Front;
import io.agentlocator.testbed.suite.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An nginx with the rules of an Ingress, as ingress-nginx understands them: a path of type Prefix means itself and what
 * lies under it, an annotation {@code proxy-…} is the directive of that name, the upstream address is the pods' own, and
 * the path goes on as it came.
 */
final class NginxFront implements Front {

    private static final String ANNOTATION = "nginx.ingress.kubernetes.io/";

    private final JsonNode ingress;
    private final List<JsonNode> services;
    private final int port;
    private final Path directory;
    private final Map<Service, List<Integer>> ports = new EnumMap<>(Service.class);
    private List<String> missing = List.of();
    private final Process nginx;

    private NginxFront(JsonNode ingress, List<JsonNode> services, int port, Path directory) throws IOException {
        this.ingress = ingress;
        this.services = services;
        this.port = port;
        this.directory = Files.createDirectories(directory);
        Files.writeString(configuration(), text());
        this.nginx = nginx("nginx.log");
    }

    /** @param log of what it writes, in its directory */
    private Process nginx(String log, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                binary().toString(),
                "-p",
                directory.toString(),
                "-c",
                configuration().toString(),
                "-e",
                "stderr"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    /** @throws IllegalStateException when it does not come up */
    static NginxFront start(List<JsonNode> objects, int port, Path directory) throws IOException {
        JsonNode ingress = Chart.ofKind(objects, "Ingress").getFirst();
        var front = new NginxFront(ingress, Chart.ofKind(objects, "Service"), port, directory);
        front.awaitListening();
        return front;
    }

    static boolean available() {
        return binaries().findFirst().isPresent();
    }

    private static Stream<Path> binaries() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable);
    }

    private static Path binary() {
        return binaries()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nginx is missing; ./test installs it"));
    }

    private Path configuration() {
        return directory.resolve("nginx.conf");
    }

    private String text() {
        String upstreams = Stream.of(Service.values())
                .filter(service -> !ports.getOrDefault(service, List.of()).isEmpty())
                .map(service -> "upstream " + service.directory() + " {\n"
                        + ports.get(service).stream()
                                .map(each -> "server 127.0.0.1:" + each + ";\n")
                                .collect(Collectors.joining())
                        + "}\n")
                .collect(Collectors.joining());
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  merge_slashes off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
                  %s
                  server {
                    listen 127.0.0.1:%d;
                    %s
                  }
                }
                """.formatted(upstreams, port, locations());
    }

    private String locations() {
        var locations = new StringBuilder();
        for (JsonNode path : ingress.at("/spec/rules/0/http/paths")) {
            String prefix = path.path("path").asText().replaceFirst("/$", "");
            Service service = behind(path.at("/backend/service/name").asText());
            String rules = ports.getOrDefault(service, List.of()).isEmpty() ? "return 503;\n" : proxied(service);
            locations.append("location = %s {\n%s}\nlocation %s/ {\n%s}\n".formatted(prefix, rules, prefix, rules));
        }
        missing.forEach(path -> locations.append("location = %s { return 404; }\n".formatted(path)));
        return locations.toString();
    }

    private String proxied(Service service) {
        var rules = new StringBuilder("""
                proxy_pass http://%s;
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_set_header X-Forwarded-Proto $scheme;
                """.formatted(service.directory()));
        ingress.at("/metadata/annotations").properties().forEach(annotation -> {
            String name = annotation.getKey();
            String value = annotation.getValue().asText();
            if (name.equals(ANNOTATION + "proxy-body-size")) {
                rules.append("client_max_body_size ").append(value).append(";\n");
            } else if (name.startsWith(ANNOTATION + "proxy-")) {
                String directive = name.substring(ANNOTATION.length()).replace('-', '_');
                rules.append(directive).append(' ').append(value);
                rules.append(directive.endsWith("timeout") ? "s;\n" : ";\n");
            }
        });
        return rules.toString();
    }

    /** The service whose pods a Kubernetes Service selects. */
    private Service behind(String name) {
        String selected = services.stream()
                .filter(service -> service.at("/metadata/name").asText().equals(name))
                .map(service ->
                        service.at("/spec/selector/app.kubernetes.io~1name").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Ingress leads to " + name + ", which is not there"));
        return Stream.of(Service.values())
                .filter(service -> service.directory().equals(selected))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** As a controller does: the rules are written anew and read in; connections that are open stay where they are. */
    @Override
    public void lead(Service service, List<Integer> open) {
        ports.put(service, open);
        reload();
    }

    /** From now on the paths lead nowhere, as rules that forget them. */
    void forget(String... paths) {
        missing = List.of(paths);
        reload();
    }

    private void reload() {
        try {
            Files.writeString(configuration(), text());
            int ended = nginx("reload.log", "-s", "reload").waitFor();
            if (ended != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("reload.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline && nginx.isAlive()) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        nginx.destroy();
        throw new IllegalStateException("nginx does not listen: " + Files.readString(directory.resolve("nginx.log")));
    }

    @Override
    public void close() {
        nginx.destroy();
        try {
            if (!nginx.waitFor(10, TimeUnit.SECONDS)) {
                nginx.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
