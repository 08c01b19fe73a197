package io.agentlocator.testbed.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The services built in this checkout, each with the whole environment, behind a proxy in this process. */
final class CheckoutArrangement implements Arrangement {

    @Override
    public Launch launch(Service service, Path root, Map<String, String> environment) {
        Path jar = service.jar(root);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(service.directory() + " is not built: " + jar + " is missing");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmOptions());
        if (service.directory().equals(System.getProperty("suite.debug"))) {
            command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005");
        }
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=" + System.getProperty("suite.tier", "4"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-jar",
                jar.toString()));
        return new Launch(command, environment);
    }

    @Override
    public Front front(int port) {
        return new ProxyFront(port);
    }
}
