package io.agentlocator.speechmodels.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of each model, their sources and their hashes: the resource {@code models.tsv}. */
final class ModelList {

    private static final int COLUMNS = 7;

    private final Map<String, List<ModelFile>> files;

    private ModelList(Map<String, List<ModelFile>> files) {
        this.files = files;
    }

    static ModelList shipped() {
        try (InputStream in = ModelList.class.getResourceAsStream("models.tsv")) {
            if (in == null) {
                throw new IllegalStateException("The list of models is not in the archive of this library");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ModelList parse(String text) {
        Map<String, Map<String, List<ModelFile.Part>>> byModel = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] column = line.split("\t", -1);
            if (column.length != COLUMNS) {
                throw new IllegalArgumentException("Not a line of the list of models: " + line);
            }
            ModelFile.Source source = new ModelFile.Source(column[1], Long.parseLong(column[2]));
            byModel.computeIfAbsent(column[0], model -> new LinkedHashMap<>())
                    .computeIfAbsent(column[4], file -> new ArrayList<>())
                    .add(new ModelFile.Part(source, column[3], Long.parseLong(column[5]), column[6]));
        }
        Map<String, List<ModelFile>> files = new LinkedHashMap<>();
        byModel.forEach((model, parts) -> files.put(
                model,
                parts.entrySet().stream()
                        .map(file -> new ModelFile(file.getKey(), List.copyOf(file.getValue())))
                        .toList()));
        return new ModelList(files);
    }

    List<ModelFile> files(SpeechModel model) {
        List<ModelFile> listed = files.get(model.id());
        if (listed == null) {
            throw new IllegalArgumentException("Not in the list of models: " + model.id());
        }
        return listed;
    }
}
