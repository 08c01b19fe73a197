/** ONNX Runtime, and the protobuf encoding of ONNX models as far as this library rewrites them. */
@NullMarked
package io.agentlocator.speechmodels.onnx;

import org.jspecify.annotations.NullMarked;
