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

/** Gives the index of a project the declarations of its files, as far as they can be read. */
final class Declarations {

  private Declarations() {}

  /** An index over all files that can be parsed; of equally near ones main sources come first. */
  static SourceIndex index(List<ScannedFile> scanned, Levels levels, Steadiness steadiness) {
    Map<String, FileSketch> sketches = new LinkedHashMap<>();
    Map<String, ScannedFile> files = new HashMap<>();
    scanned.stream()
        .filter(s -> s.sketch().isPresent())
        .sorted((one, other) -> Boolean.compare(isTest(one, levels), isTest(other, levels)))
        .forEach(
            s -> {
              sketches.put(s.file().path(), s.sketch().orElseThrow());
              files.put(s.file().path(), s);
            });
    return new SourceIndex(sketches, path -> read(path, files.get(path), steadiness));
  }

  private static boolean isTest(ScannedFile scanned, Levels levels) {
    return levels.isTest(scanned.file().path());
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
