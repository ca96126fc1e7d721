package dev.belay.linter.engine;

import dev.belay.linter.facts.Namesakes;
import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.Mention;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides which rules see which files: those that find all they need in it, by the sketches of the
 * whole project. A file that no rule sees is not parsed. Where a sketch leaves a doubt all rules
 * see the file. Safe for several threads.
 */
final class Screen {

  private final List<Predicate<FileSketch>> needs;
  private final Function<FileSketch, Namesakes> namesakes;

  /**
   * A screen for some rules.
   *
   * @param needs of each rule, in the order of the rules
   * @param namesakes gives those of each file
   * @param sketches of all files of the project
   * @param classes links of all libraries but the stored ones
   */
  Screen(
      List<Mention> needs,
      Function<KnownNames, Function<FileSketch, Namesakes>> namesakes,
      Collection<FileSketch> sketches,
      ClassLinks classes) {
    KnownNames names = new LinkedNames(sketches, LibraryLinks.meantBy(sketches, classes), classes);
    this.needs = needs.stream().map(need -> need.in(names)).toList();
    this.namesakes = namesakes.apply(names);
  }

  private Screen(int rules) {
    this.needs = Collections.nCopies(rules, sketch -> true);
    this.namesakes = sketch -> Namesakes.ANYTHING;
  }

  /** A screen that lets every rule see every file, and passes over nothing in it. */
  static Screen open(int rules) {
    return new Screen(rules);
  }

  /** The file with what its check needs, or nothing where no rule can speak in it. */
  Optional<Admitted> admit(ScannedFile file) {
    FileSketch sketch = file.sketch().orElseThrow();
    BitSet rules = rulesFor(sketch);
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new Admitted(file, rules, namesakes.apply(sketch)));
  }

  /** Numbers of the rules, from 0, that may speak in a file; empty where none can. */
  private BitSet rulesFor(FileSketch sketch) {
    BitSet rules = new BitSet(needs.size());
    for (int i = 0; i < needs.size(); i++) {
      rules.set(i, sketch.isDoubtful() || needs.get(i).test(sketch));
    }
    return rules;
  }
}
