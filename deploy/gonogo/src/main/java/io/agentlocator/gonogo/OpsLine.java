package io.agentlocator.gonogo;

/** A named log line of the deployment. */
record OpsLine(String at, String service, String name, String line) {

    String shown() {
        return at + " " + service + " " + line;
    }
}
