package io.agentlocator.dialog.openai;

/** A tool that the model called. @param arguments JSON, whole only when the stream has ended */
record ToolCall(String id, String name, String arguments) {}
