package io.agentlocator.speechmodels.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Downloads archives of packages. */
interface PackageSource {

    /**
     * Downloads the archive (gzip-compressed tar) of a package.
     *
     * @param spec name and version, {@code name@1.2.3}
     * @param directory an empty directory for the archive
     * @param brought receives the number of bytes downloaded so far
     * @return the archive
     * @throws IOException whose message says what to do
     */
    Path bring(String spec, Path directory, LongConsumer brought) throws IOException, InterruptedException;
}
