/**
 * The command line, {@code ./agentlocator COMMAND}. To add a command, write a class with {@link picocli.CommandLine.Command}
 * and a {@link Help}, and name it in the list of {@link AgentLocator}. A command of several words, such as
 * {@code vendors check}, is a class in the list of a {@link CommandGroup}.
 */
@NullMarked
package io.agentlocator.testbed.suite.command;

import org.jspecify.annotations.NullMarked;
