package dev.belay.linter.engine;

import dev.belay.linter.index.FactsDigest;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.rule.SourceLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One check's use of a {@link Memory}: takes over what still holds and gathers what is new. Safe
 * for several threads.
 */
final class Recollection {

  private final Memory before;
  private final SourceIndex project;
  private final SourceLevels levels;
  private final Map<String, Long> digests = new HashMap<>();
  private final Map<String, Map<String, Long>> types = new ConcurrentHashMap<>();
  private final Map<String, Memory.File> checked = new ConcurrentHashMap<>();
  private final Map<Memory.Answer, Boolean> toAllAlike = new ConcurrentHashMap<>();
  private final AtomicInteger recalled = new AtomicInteger();

  /**
   * A recollection.
   *
   * @param scanned all files of the project
   * @param project an index over them
   */
  Recollection(Memory before, List<ScannedFile> scanned, SourceIndex project, SourceLevels levels) {
    this.levels = levels;
    this.before = before;
    this.project = project;
    scanned.forEach(file -> digests.put(file.file().path(), file.digest()));
  }

  /** The outcome of a file's check, if a new one would come to the same. */
  Optional<FileResult> recall(Admitted admitted) {
    String path = admitted.path();
    Memory.File file = before.files().get(path);
    if (file == null
        || !file.isChecked()
        || file.digest() != admitted.file().digest()
        || !isSeenAgain(admitted.rules(), file.rules())
        || file.namesakes() != admitted.namesakes().digest()
        || file.level() != Memory.NOT_ASKED && file.level() != number(levels.of(path))
        || !file.asked().stream().allMatch(answer -> holds(answer, path))) {
      return Optional.empty();
    }
    try {
      FileResult result = Outcome.decode(file.outcome());
      recalled.incrementAndGet();
      return Optional.of(result);
    } catch (IOException e) {
      // Not what this program wrote: as good as forgotten.
      return Optional.empty();
    }
  }

  /** Whether no rule sees a file now that did not then: what it would have asked is not known. */
  private static boolean isSeenAgain(BitSet now, BitSet then) {
    BitSet more = (BitSet) now.clone();
    more.andNot(then);
    return more.isEmpty();
  }

  private boolean holds(Memory.Answer answer, String from) {
    List<String> paths = project.pathsOf(answer.name());
    if (paths.size() > 1) {
      return factsIn(SourceIndex.nearest(paths, from), answer.name()) == answer.facts();
    }
    Boolean known = toAllAlike.get(answer);
    if (known == null) {
      long now = paths.isEmpty() ? Memory.NO_TYPE : factsIn(paths.get(0), answer.name());
      known = now == answer.facts();
      toAllAlike.put(answer, known);
    }
    return known;
  }

  /** Digest of the facts of a type in a file, from memory where the file is still the same. */
  private long factsIn(String path, String name) {
    Map<String, Long> ofFile = types.computeIfAbsent(path, p -> new ConcurrentHashMap<>());
    Long digest = ofFile.get(name);
    if (digest == null) {
      digest = unchanged(path).map(file -> file.types().get(name)).orElse(null);
      if (digest == null) {
        digest = project.factsIn(path, name).map(FactsDigest::of).orElse(Memory.NO_TYPE);
      }
      ofFile.put(name, digest);
    }
    return digest;
  }

  private Optional<Memory.File> unchanged(String path) {
    Memory.File file = before.files().get(path);
    Long digest = digests.get(path);
    return Optional.ofNullable(file).filter(f -> digest != null && f.digest() == digest);
  }

  /** Keeps what came of a file, and what that depends on. */
  void keep(Admitted admitted, Inquiry inquiry, FileResult result) {
    if (!Outcome.isKept(result)) {
      return;
    }
    List<Memory.Answer> answers = new ArrayList<>();
    inquiry
        .askedTypes()
        .forEach(
            (name, path) ->
                answers.add(
                    new Memory.Answer(
                        name, path.map(p -> factsIn(p, name)).orElse(Memory.NO_TYPE))));
    checked.put(
        admitted.path(),
        new Memory.File(
            admitted.file().digest(),
            admitted.rules(),
            admitted.namesakes().digest(),
            Map.of(),
            answers,
            inquiry.askedLevel().map(Recollection::number).orElse(Memory.NOT_ASKED),
            Outcome.encode(result)));
  }

  private static int number(SourceLevel level) {
    return level.version().orElse(Memory.NO_LEVEL);
  }

  /** How many outcomes were taken over. */
  int recalled() {
    return recalled.get();
  }

  /** The memory with all that is new in it, and without what is gone. */
  Memory after() {
    Map<String, Memory.File> files = new HashMap<>();
    digests.forEach(
        (path, digest) -> {
          Optional<Memory.File> old = unchanged(path);
          Map<String, Long> known = new HashMap<>(old.map(Memory.File::types).orElse(Map.of()));
          known.putAll(types.getOrDefault(path, Map.of()));
          Memory.File outcome = checked.getOrDefault(path, old.orElse(null));
          if (outcome != null) {
            files.put(path, outcome.withTypes(known));
          } else if (!known.isEmpty()) {
            files.put(path, Memory.File.unchecked(digest, known));
          }
        });
    Memory after = new Memory(files);
    return after.sameAs(before) ? before : after;
  }
}
