package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import io.agentlocator.gonogo.CheckResult.Failed;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;

/** R76: a real upgrade to a WebSocket, never HEAD. */
record Handshake() implements Check {

    private static final WebSocket.Listener DEAF = new WebSocket.Listener() {};

    @Override
    public String id() {
        return "websocket";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        List<Words> wrong = new ArrayList<>();
        for (String path : List.of("/ws/twilio-media", "/ws/twilio-media/")) {
            for (boolean subprotocol : List.of(true, false)) {
                String url = deployment.url().stream().replaceFirst("/ws/twilio-media$", path);
                Words how = Words.of(subprotocol ? "websocket.with" : "websocket.without", path);
                try {
                    WebSocket socket = PretendedCall.socket(deployment, url, subprotocol, DEAF);
                    if (subprotocol && !socket.getSubprotocol().equals("audio.twilio.com")) {
                        wrong.add(Words.of("websocket.not-taken-up", how));
                    }
                    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
                } catch (Unreachable e) {
                    wrong.add(Words.of("websocket.refused", how, e.words()));
                }
            }
        }
        return wrong.isEmpty() ? passed("websocket.good") : new Failed(Words.all(wrong), "31920");
    }
}
