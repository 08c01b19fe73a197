package io.agentlocator.gonogo;

import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.Passed;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** R74, R75: the greeting and the fallback answer 200 with an MP3. */
record SpokenFiles() implements Check {

    @Override
    public String id() {
        return "mp3";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        List<Words> wrong = new ArrayList<>();
        List<Words> sizes = new ArrayList<>();
        for (String file : List.of("greeting_he.mp3", "fallback_he.mp3")) {
            String path = "/static/tts/" + file;
            HttpResponse<byte[]> head = deployment.head(path);
            HttpResponse<byte[]> get = deployment.get(path);
            String type = get.headers().firstValue("Content-Type").orElse("nothing");
            if (head.statusCode() != 200 || get.statusCode() != 200) {
                wrong.add(Words.of("mp3.status", path, head.statusCode(), get.statusCode()));
            } else if (!type.startsWith("audio/mpeg")) {
                wrong.add(Words.of("mp3.type", path, type));
            } else if (!soundsLikeMp3(get.body())) {
                wrong.add(Words.of("mp3.sound", path, get.body().length));
            } else {
                sizes.add(Words.of("mp3.size", file, get.body().length));
            }
        }
        return wrong.isEmpty() ? new Passed(Words.all(sizes)) : new Failed(Words.all(wrong), "11100");
    }

    private static boolean soundsLikeMp3(byte[] body) {
        boolean tagged = body.length > 3 && body[0] == 'I' && body[1] == 'D' && body[2] == '3';
        boolean frame = body.length > 2 && (body[0] & 0xFF) == 0xFF && (body[1] & 0xE0) == 0xE0;
        return body.length > 1000 && (tagged || frame);
    }
}
