package io.agentlocator.shell.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The commit and the time of this build, from a file that the build writes. */
@ApplicationScoped
public class BuildInfo {

    private static final Logger LOG = Logger.getLogger(BuildInfo.class);

    private final String service;
    private final Properties stamp = new Properties();

    @Inject
    public BuildInfo(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
        try (InputStream in = BuildInfo.class.getResourceAsStream("/agentlocator-build.properties")) {
            if (in != null) {
                stamp.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void announce(@Observes StartupEvent starting) {
        LOG.infof("starting service=%s commit=%s build_time=%s", service, commit(), buildTime());
    }

    public String commit() {
        return stamp.getProperty("git.commit.id.full", "unknown");
    }

    public String buildTime() {
        return stamp.getProperty("git.build.time", "unknown");
    }

    public String service() {
        return service;
    }
}
