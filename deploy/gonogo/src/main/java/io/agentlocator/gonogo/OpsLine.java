package io.agentlocator.gonogo;

/** A named log line of the deployment. */
record OpsLine(String at, String service, String name, String line) {

    /** Whether Twilio said that it knows no such call. Of a pretended call that is the proof that Twilio was reached. */
    boolean unknownAtTwilio() {
        return line.matches(".*\\b(404|20404)\\b.*");
    }

    String shown() {
        return at + " " + service + " " + line;
    }
}
