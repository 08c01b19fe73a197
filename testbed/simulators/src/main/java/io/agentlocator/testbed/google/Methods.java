package io.agentlocator.testbed.google;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;

/** Builds gRPC method descriptors from message types: the client artifact has no generated server classes. */
final class Methods {

    private Methods() {}

    static <Q extends Message, R extends Message> MethodDescriptor<Q, R> bidirectional(
            String service, String method, Q request, R response) {
        return describe(MethodDescriptor.MethodType.BIDI_STREAMING, service, method, request, response);
    }

    static <Q extends Message, R extends Message> MethodDescriptor<Q, R> unary(
            String service, String method, Q request, R response) {
        return describe(MethodDescriptor.MethodType.UNARY, service, method, request, response);
    }

    private static <Q extends Message, R extends Message> MethodDescriptor<Q, R> describe(
            MethodDescriptor.MethodType type, String service, String method, Q request, R response) {
        return MethodDescriptor.<Q, R>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, method))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(response))
                .build();
    }
}
