package io.agentlocator.gonogo;

/** A named log line of the deployment. */
record OpsLine(String at, String service, String name, String line) {

    /** Whether Twilio answered that it knows no such call. For a pretended call this proves that Twilio was reached. */
    boolean unknownAtTwilio() {
        return line.matches(".*\\b(404|20404)\\b.*");
    }

    String shown() {
        return at + " " + service + " " + line;
    }
}
