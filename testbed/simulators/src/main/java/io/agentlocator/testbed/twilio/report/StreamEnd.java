package io.agentlocator.testbed.twilio.report;

/** Why a media stream is over. */
public enum StreamEnd {
    /** The server sent a close frame. */
    SERVER_CLOSED,
    /** The server's TCP connection went away without a close frame. */
    SERVER_DROPPED,
    /** The server's frames were not WebSocket. */
    PROTOCOL_ERROR,
    HANDSHAKE_FAILED,
    CALLER_HUNG_UP,
    /** The call was given new TwiML or ended over REST. */
    CALL_UPDATED,
    /** An injected fault cut the connection. */
    FAULT
}
