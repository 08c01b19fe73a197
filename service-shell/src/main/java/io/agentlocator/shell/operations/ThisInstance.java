package io.agentlocator.shell.operations;

import io.agentlocator.shell.http.BuildInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The id of this process: {@code INSTANCE_ID}, else the name of the host, which in a cluster is the pod's. */
@ApplicationScoped
public class ThisInstance {

    private final String service;
    private final String id;
    private final Instant startedAt = Instant.now();

    @Inject
    public ThisInstance(
            BuildInfo build, @ConfigProperty(name = "agentlocator.instance-id") Optional<String> configured) {
        this.service = build.service();
        this.id = configured.filter(id -> !id.isBlank()).orElseGet(ThisInstance::hostName);
    }

    public String service() {
        return service;
    }

    public String id() {
        return id;
    }

    public Instant startedAt() {
        return startedAt;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString();
        }
    }
}
