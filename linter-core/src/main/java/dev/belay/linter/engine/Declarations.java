package dev.belay.linter.engine;

import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.source.FileSketch;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Gives the index of a project the declarations of its files, as far as they can be read. */
final class Declarations {

  private Declarations() {}

  /** An index over all files that can be parsed; of equally near ones main sources come first. */
  static SourceIndex index(List<ScannedFile> scanned, Levels levels, Steadiness steadiness) {
    Map<String, FileSketch> sketches = new LinkedHashMap<>();
    Map<String, ScannedFile> files = new HashMap<>();
    Map<Boolean, List<ScannedFile>> byKind =
        scanned.stream()
            .filter(s -> s.sketch().isPresent())
            .collect(Collectors.partitioningBy(s -> levels.isTest(s.file().path())));
    for (boolean tests : new boolean[] {false, true}) {
      for (ScannedFile file : byKind.get(tests)) {
        sketches.put(file.file().path(), file.sketch().orElseThrow());
        files.put(file.file().path(), file);
      }
    }
    return new SourceIndex(sketches, path -> read(path, files.get(path), steadiness));
  }

  /** What cannot be read has no declarations here; where it is asked for, its check says so. */
  private static List<TypeFacts> read(String path, ScannedFile scanned, Steadiness steadiness) {
    byte[] bytes;
    try {
      bytes = steadiness.bytesOf(scanned);
    } catch (IOException e) {
      return List.of();
    }
    AtomicReference<List<TypeFacts>> facts = new AtomicReference<>(List.of());
    CrashBoundary.run(() -> facts.set(SourceIndex.read(path, bytes)));
    return facts.get();
  }
}
