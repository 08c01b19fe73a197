package io.agentlocator.shell.operations;

/** A setting that an operator must be able to see from outside; never a secret. Beans of this type are told of. */
public interface OperatorSetting {

    String name();

    String value();
}
