package io.agentlocator.testbed.twilio.report;

/** Why a media stream ended. */
public enum StreamEnd {
    /** The server sent a close frame. */
    SERVER_CLOSED,
    /** The server closed the TCP connection without a close frame. */
    SERVER_DROPPED,
    /** The server violated the WebSocket protocol. */
    PROTOCOL_ERROR,
    HANDSHAKE_FAILED,
    CALLER_HUNG_UP,
    /** The call was given new TwiML or ended over REST. */
    CALL_UPDATED,
    /** An injected fault cut the connection. */
    FAULT
}
