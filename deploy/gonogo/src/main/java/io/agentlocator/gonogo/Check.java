package io.agentlocator.gonogo;

/** One thing that must be so before a deployment may take calls. */
interface Check {

    /** Stable, for machines; the titles for people stand in the bundles under it. */
    String id();

    /**
     * Looks. What it throws counts as a failure with the message as the reason.
     *
     * @throws Unreachable where the deployment does not answer at all
     */
    Finding look(Deployment deployment) throws Exception;
}
