package io.agentlocator.gonogo;

/** One condition that a deployment must meet before it may take calls. */
interface Check {

    /** Stable, for machines. The resource bundles have its title for people. */
    String id();

    /**
     * An exception counts as a failure with its message as the reason.
     *
     * @throws Unreachable when the deployment does not answer
     */
    CheckResult run(Deployment deployment) throws Exception;
}
