package io.agentlocator.testbed.suite.bench;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC proxy that passes on every message, and passes each request message to a listener when it arrives, before the
 * server receives it.
 */
final class Wiretap implements AutoCloseable {

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final ManagedChannel behind;
    private final Server server;
    private final Consumer<byte[]> listener;

    /** @param listener called on the connection's thread and must not block */
    Wiretap(int port, Consumer<byte[]> listener) throws IOException {
        this.listener = listener;
        this.behind = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .directExecutor()
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .fallbackHandlerRegistry(new AnyMethod())
                .build()
                .start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        behind.shutdownNow();
    }

    private final class AnyMethod extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            var method = MethodDescriptor.newBuilder(BYTES, BYTES)
                    .setFullMethodName(name)
                    .setType(MethodType.UNKNOWN)
                    .build();
            return ServerMethodDefinition.create(method, (near, headers) -> {
                ClientCall<byte[], byte[]> far = behind.newCall(near.getMethodDescriptor(), CallOptions.DEFAULT);
                var requests = new Requests(near, far);
                far.start(new Answers(near, far, requests), headers);
                near.request(1);
                far.request(1);
                return requests;
            });
        }
    }

    /** From the service to the vendor. The next message is requested when the previous one was passed on. */
    private final class Requests extends ServerCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> near;
        private final ClientCall<byte[], byte[]> far;
        private boolean waiting;

        Requests(ServerCall<byte[], byte[]> near, ClientCall<byte[], byte[]> far) {
            this.near = near;
            this.far = far;
        }

        @Override
        public void onMessage(byte[] message) {
            listener.accept(message);
            far.sendMessage(message);
            synchronized (this) {
                if (far.isReady()) {
                    near.request(1);
                } else {
                    waiting = true;
                }
            }
        }

        @Override
        public void onHalfClose() {
            far.halfClose();
        }

        @Override
        public void onCancel() {
            far.cancel("the service has cancelled", null);
        }

        synchronized void ready() {
            if (waiting) {
                waiting = false;
                near.request(1);
            }
        }
    }

    /** From the vendor to the service. Responses are few and small, so each is requested at once. */
    private static final class Answers extends ClientCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> near;
        private final ClientCall<byte[], byte[]> far;
        private final Requests requests;

        Answers(ServerCall<byte[], byte[]> near, ClientCall<byte[], byte[]> far, Requests requests) {
            this.near = near;
            this.far = far;
            this.requests = requests;
        }

        @Override
        public void onHeaders(Metadata headers) {
            near.sendHeaders(headers);
        }

        @Override
        public void onMessage(byte[] message) {
            near.sendMessage(message);
            far.request(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!near.isCancelled()) {
                near.close(status, trailers);
            }
        }

        @Override
        public void onReady() {
            requests.ready();
        }
    }
}
