package dev.belay.bench.mutation;

import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Labels;
import dev.belay.bench.corpus.Library;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Puts mutants of some libraries to the linter: each drawn place is checked as it is, where the
 * rule must be silent, and without its way out, where it must speak.
 */
final class Mutation {

  private final Operator operator;
  private final List<Made> made = new ArrayList<>();
  private final Map<String, Integer> skipped = new TreeMap<>();

  private Mutation(Operator operator) {
    this.operator = operator;
  }

  /**
   * Draws and checks mutants.
   *
   * @param labels of these libraries; may be empty
   * @param most how many of each operator, where there are as many
   * @param seed of the draw
   * @return in the order of the operators
   * @throws IllegalStateException if a mutant does not parse, or its lines are not the original's
   * @throws InterruptedException if the caller is interrupted
   */
  static List<MutationScore> run(
      List<Operator> operators, List<Library> libraries, Labels labels, int most, long seed)
      throws IOException, InterruptedException {
    List<Mutation> mutations = operators.stream().map(Mutation::new).toList();
    for (Library library : libraries) {
      Map<String, List<Label>> byFile = labels.byFile(library.name());
      for (String path : library.files()) {
        byte[] bytes = Files.readAllBytes(library.sources().resolve(path));
        SourceText source = SourceText.of(path, FileText.of(bytes).text());
        List<Label> own = byFile.getOrDefault(path, List.of());
        List<Mutation> concerned =
            mutations.stream().filter(m -> m.operator.concerns(source.text(), own)).toList();
        if (!concerned.isEmpty()) {
          ParsedFile.parse(library.name(), source)
              .ifPresent(file -> concerned.forEach(m -> m.make(library, file, own)));
        }
      }
    }
    List<MutationScore> scores = new ArrayList<>();
    for (Mutation mutation : mutations) {
      scores.add(mutation.score(most, seed));
    }
    return scores;
  }

  private void make(Library library, ParsedFile file, List<Label> labels) {
    for (Attempt attempt : operator.attempts(file, labels)) {
      if (attempt instanceof Attempt.Mutant mutant) {
        made.add(new Made(library, parsed(file, mutant)));
      } else if (attempt instanceof Attempt.Skipped none) {
        skipped.merge(none.cause(), 1, Integer::sum);
      }
    }
  }

  private Attempt.Mutant parsed(ParsedFile file, Attempt.Mutant mutant) {
    SourceText changed = SourceText.of(file.source().path(), mutant.text());
    if (ParsedFile.parse(file.library(), changed).isEmpty()) {
      throw new IllegalStateException(operator.title() + " does not parse: " + mutant.site());
    }
    if (changed.lineCount() != file.source().lineCount()) {
      throw new IllegalStateException(operator.title() + " moves lines: " + mutant.site());
    }
    return mutant;
  }

  private MutationScore score(int most, long seed) throws InterruptedException {
    List<Made> drawn = new ArrayList<>(made);
    Collections.shuffle(drawn, new Random(seed));
    drawn = new ArrayList<>(drawn.subList(0, Math.min(most, drawn.size())));
    drawn.sort(Comparator.comparing(one -> one.mutant().site()));
    int flagged = 0;
    int inStead = 0;
    List<String> missed = new ArrayList<>();
    List<Site> noisy = new ArrayList<>();
    for (Made one : drawn) {
      Attempt.Mutant mutant = one.mutant();
      if (speaks(one.library().findings(), mutant)) {
        noisy.add(mutant.site());
      }
      List<Finding> findings =
          one.library().linted().findingsWith(mutant.site().path(), mutant.text());
      if (speaks(findings, mutant)) {
        flagged++;
      } else if (speaksInStead(findings, mutant)) {
        inStead++;
      } else {
        missed.add(mutant.site() + " — without " + mutant.taken().replaceAll("\\s+", " "));
      }
    }
    return new MutationScore(
        operator, made.size(), drawn.size(), flagged, inStead, missed, noisy, skipped);
  }

  private boolean speaks(List<Finding> findings, Attempt.Mutant mutant) {
    return findings.stream()
        .filter(finding -> finding.ruleId().equals(operator.rule()))
        .filter(finding -> finding.at().path().equals(mutant.site().path()))
        .anyMatch(
            finding ->
                finding.at().startLine() <= mutant.site().line()
                    && mutant.site().line() <= finding.at().endLine());
  }

  private boolean speaksInStead(List<Finding> findings, Attempt.Mutant mutant) {
    return findings.stream()
        .filter(finding -> operator.stead().contains(finding.ruleId()))
        .filter(finding -> finding.at().path().equals(mutant.site().path()))
        .anyMatch(
            finding ->
                mutant.site().line() <= finding.at().startLine()
                    && finding.at().startLine() <= mutant.lastLine());
  }

  private record Made(Library library, Attempt.Mutant mutant) {}
}
