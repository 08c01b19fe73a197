package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.testbed.suite.Launch;
import io.agentlocator.testbed.suite.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that sees what a container of a pod sees, without a container engine. Its root directory is its own and holds
 * this machine's libraries, a JDK and the files that the image copies, all read-only, and the pod's empty volumes. It runs
 * as the pod's user without privileges. It shares the network and sees this machine's processes.
 *
 * <p>The shell that prepares the root directory executes the service, so a signal to the process reaches the service.
 */
final class Container {

    /** Directories with the machine's programs and libraries. */
    private static final List<String> OF_THE_MACHINE = List.of("bin", "sbin", "lib", "lib64", "usr", "etc");

    private static final String CHROOT = "/usr/sbin/chroot";
    private static final boolean AVAILABLE = tried();

    private Container() {}

    /** False where root may not mount, as in a container without that privilege. */
    static boolean available() {
        return AVAILABLE;
    }

    private static boolean tried() {
        try {
            return new ProcessBuilder(
                                    "unshare",
                                    "--mount",
                                    "sh",
                                    "-c",
                                    "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && setpriv --version && test -x "
                                            + CHROOT)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * @param pod the spec of a Deployment's pods, which have one container
     * @param environment the variables of the container
     * @param root an empty directory; the mounts in it are visible to this process only
     */
    static Launch launch(Service service, JsonNode pod, Map<String, String> environment, Path root) throws IOException {
        DockerImage image = DockerImage.read();
        JsonNode container = pod.path("containers").path(0);
        Files.createDirectories(root);
        var script = new ArrayList<String>();
        script.add("set -e");
        // Mounts of this process are not visible outside.
        script.add("mount --make-rprivate /");
        script.add("mount -t tmpfs -o mode=755 tmpfs " + quoted(root));
        for (String name : OF_THE_MACHINE) {
            Path directory = Path.of("/", name);
            if (Files.isSymbolicLink(directory)) {
                script.add("ln -s %s %s".formatted(Files.readSymbolicLink(directory), quoted(root.resolve(name))));
            } else if (Files.isDirectory(directory)) {
                script.add(bound(directory, root, "/" + name));
            }
        }
        script.add(bound(Path.of(System.getProperty("java.home")), root, DockerImage.JAVA_HOME));
        image.copied(service.directory()).forEach((inImage, here) -> script.add(bound(source(here), root, inImage)));
        for (String device : List.of("proc", "dev")) {
            String place = quoted(root.resolve(device));
            script.add("mkdir %s && mount --rbind /%s %s".formatted(place, device, place));
        }
        for (JsonNode mount : container.path("volumeMounts")) {
            JsonNode volume = volume(pod, mount.path("name").asText());
            String size = volume.at("/emptyDir/sizeLimit").asText().replaceFirst("i$", "");
            String place = quoted(root + mount.path("mountPath").asText());
            script.add("mkdir -p %s && mount -t tmpfs -o mode=1777%s tmpfs %s"
                    .formatted(place, size.isEmpty() ? "" : ",size=" + size, place));
        }
        if (container.at("/securityContext/readOnlyRootFilesystem").asBoolean()) {
            script.add("mount -o remount,ro " + quoted(root));
        }
        script.add("unset HOME TMPDIR XDG_CACHE_HOME");
        script.add("exec %s %s /bin/sh -c 'cd %s && exec \"$@\"' sh %s \"$@\""
                .formatted(CHROOT, quoted(root), image.workingDirectory(), privileges(pod, container)));
        var command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", String.join("\n", script), "sh"));
        command.addAll(image.entrypoint());
        var given = new HashMap<>(image.environment());
        given.put("PATH", DockerImage.JAVA_HOME + "/bin:/usr/bin:/bin");
        given.putAll(environment);
        return new Launch(command, given);
    }

    private static String privileges(JsonNode pod, JsonNode container) {
        var options = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + pod.at("/securityContext/runAsUser").asInt(),
                "--regid=" + pod.at("/securityContext/runAsGroup").asInt(),
                "--clear-groups"));
        for (JsonNode dropped : container.at("/securityContext/capabilities/drop")) {
            if (dropped.asText().equals("ALL")) {
                options.add("--inh-caps=-all --bounding-set=-all");
            }
        }
        if (!container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)) {
            options.add("--no-new-privs");
        }
        return String.join(" ", options);
    }

    private static JsonNode volume(JsonNode pod, String name) {
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.path("name").asText().equals(name) && volume.has("emptyDir")) {
                return volume;
            }
        }
        throw new IllegalStateException("the pod has no empty volume " + name);
    }

    /** The image's build copies the models into the checkout; here they are taken from the machine's cache. */
    private static Path source(String copied) {
        return copied.startsWith("deploy/target/models/")
                ? ModelCache.standard().directory()
                : Chart.ROOT.resolve(copied);
    }

    private static String bound(Path source, Path root, String target) {
        String place = quoted(root + target.replaceFirst("/$", ""));
        String made = Files.isDirectory(source)
                ? "mkdir -p " + place
                : "mkdir -p \"$(dirname %s)\" && touch %s".formatted(place, place);
        return "%s && mount --bind %s %s && mount -o remount,bind,ro %s".formatted(made, quoted(source), place, place);
    }

    /** Quotes a path for a shell. */
    private static String quoted(Object path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
