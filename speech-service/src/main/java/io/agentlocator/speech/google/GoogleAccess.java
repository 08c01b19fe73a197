package io.agentlocator.speech.google;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.ChannelPoolSettings;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.grpc.ManagedChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Credentials and connections for recognition and synthesis. */
final class GoogleAccess {

    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/cloud-platform");
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(5);

    /** The vendor allows 100 concurrent calls per connection. */
    private static final int CALLS_PER_CONNECTION = 80;

    private final GoogleSettings.Access access;

    GoogleAccess(GoogleSettings.Access access) {
        this.access = access;
    }

    /** @param otherwise the vendor's own address */
    InstantiatingGrpcChannelProvider connections(
            InstantiatingGrpcChannelProvider.Builder builder, Optional<String> endpoint, String otherwise) {
        var address = endpoint.orElse(otherwise);
        builder.setEndpoint(address.replaceFirst("^https?://", "").replaceFirst("/+$", ""))
                .setKeepAliveTimeDuration(KEEP_ALIVE)
                .setKeepAliveTimeoutDuration(KEEP_ALIVE_ANSWER)
                .setChannelPoolSettings(ChannelPoolSettings.builder()
                        .setInitialChannelCount(1)
                        .setMinChannelCount(1)
                        .setMaxChannelCount(20)
                        .setMaxRpcsPerChannel(CALLS_PER_CONNECTION)
                        .build());
        if (plaintext(endpoint)) {
            builder.setChannelConfigurator(ManagedChannelBuilder::usePlaintext);
        }
        return builder.build();
    }

    /** @throws IllegalStateException if credentials are configured and cannot be read, or none are found */
    CredentialsProvider credentials(Optional<String> endpoint) {
        if (plaintext(endpoint)) {
            return NoCredentialsProvider.create();
        }
        return FixedCredentialsProvider.create(read());
    }

    String project(Optional<String> endpoint) {
        if (access.project().isPresent()) {
            return access.project().get();
        }
        if (plaintext(endpoint)) {
            return "local";
        }
        if (read() instanceof ServiceAccountCredentials account && account.getProjectId() != null) {
            return account.getProjectId();
        }
        throw new IllegalStateException("no project: set GOOGLE_CLOUD_PROJECT");
    }

    private boolean plaintext(Optional<String> endpoint) {
        return access.plaintext()
                || endpoint.filter(address -> address.startsWith("http://")).isPresent();
    }

    private GoogleCredentials read() {
        try {
            if (access.credentialsFile().isPresent()) {
                try (InputStream in =
                        Files.newInputStream(Path.of(access.credentialsFile().get()))) {
                    return GoogleCredentials.fromStream(in).createScoped(SCOPES);
                }
            }
            if (access.credentialsJson().isPresent()) {
                var json = json(access.credentialsJson().get());
                return GoogleCredentials.fromStream(new ByteArrayInputStream(json))
                        .createScoped(SCOPES);
            }
            return platformCredentials();
        } catch (IOException | IllegalArgumentException e) {
            // The library's messages may quote the credentials.
            throw new IllegalStateException(
                    "Google credentials cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static GoogleCredentials platformCredentials() {
        try {
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
        } catch (IOException e) {
            throw new IllegalStateException("GOOGLE_APPLICATION_CREDENTIALS or GCP_CREDENTIALS_JSON is missing");
        }
    }

    private static byte[] json(String value) {
        return value.startsWith("{")
                ? value.getBytes(StandardCharsets.UTF_8)
                : Base64.getMimeDecoder().decode(value);
    }
}
