package io.agentlocator.testbed.suite.mutations;

/** @param why what a person has to know of it; empty for green and red */
record Outcome(Colour colour, String why) {

    enum Colour {
        GREEN,
        RED,
        DOES_NOT_APPLY
    }
}
