/** ONNX Runtime, and the wire form of ONNX models as far as this library rewrites them. */
@NullMarked
package io.agentlocator.speechmodels.onnx;

import org.jspecify.annotations.NullMarked;
