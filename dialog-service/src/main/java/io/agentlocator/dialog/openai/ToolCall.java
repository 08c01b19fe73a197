package io.agentlocator.dialog.openai;

/**
 * A tool call of the model.
 *
 * @param arguments JSON, perhaps broken
 */
record ToolCall(String id, String name, String arguments) {}
