package dev.belay.linter.fix;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.engine.Contents;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Applies fixes to the texts of a project until none is left: what one pass mends can make room for
 * the next, and fixes that touch each other take turns. Writes nothing. Immutable, any thread.
 */
public final class Fixer {

  /** Far more than real code needs; two fixes that undo each other must not go on for ever. */
  private static final int MOST_PASSES = 10;

  private final Engine engine;
  private final Fix.Safety upTo;
  private final Choice choice;

  /**
   * A fixer.
   *
   * @param engine finds what is to be mended, with the rules whose fixes may be applied
   * @param upTo {@code SAFE} for safe fixes alone
   */
  public Fixer(Engine engine, Fix.Safety upTo) {
    this(engine, upTo, Choice.ALL);
  }

  /** A fixer that leaves some findings alone. */
  public Fixer(Engine engine, Fix.Safety upTo, Choice choice) {
    this.engine = engine;
    this.upTo = upTo;
    this.choice = choice;
  }

  /**
   * Checks and mends until nothing changes.
   *
   * @throws IOException if a file that was checked can no longer be read
   * @throws InterruptedException if the caller is interrupted
   */
  public Fixed fix(Project project) throws IOException, InterruptedException {
    Map<String, byte[]> before = new HashMap<>();
    Map<String, List<Finding>> mended = new TreeMap<>();
    Origins origins = new Origins();
    Set<String> overtaken = new TreeSet<>();
    Project current = WatchedContents.watched(project);
    Report report = engine.check(current);
    List<String> changedLast = List.of();
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Map<String, Contents> changes = pass(current, report, before, mended, origins, overtaken);
      changedLast = changes.keySet().stream().sorted().toList();
      if (changes.isEmpty()) {
        break;
      }
      current = current.with(changes);
      report = engine.check(current);
    }
    List<Fixed.ChangedFile> files = new ArrayList<>();
    for (SourceFile file : current.files()) {
      if (mended.containsKey(file.path())) {
        files.add(
            new Fixed.ChangedFile(
                file.path(),
                file.file(),
                before.get(file.path()),
                file.contents().bytes(),
                List.copyOf(mended.get(file.path()))));
      }
    }
    return new Fixed(files, report, origins, changedLast, List.copyOf(overtaken));
  }

  private Map<String, Contents> pass(
      Project project,
      Report report,
      Map<String, byte[]> before,
      Map<String, List<Finding>> mended,
      Origins origins,
      Set<String> overtaken)
      throws IOException {
    Map<String, List<Finding>> byPath =
        choice.of(report.findings(), origins).stream()
            .filter(f -> applicable(f).isPresent())
            .collect(Collectors.groupingBy(f -> f.at().path()));
    Map<String, Contents> changes = new TreeMap<>();
    for (SourceFile file : project.files()) {
      List<Finding> findings = byPath.get(file.path());
      if (findings == null) {
        continue;
      }
      Optional<byte[]> checked = WatchedContents.unchanged(file.contents());
      if (checked.isEmpty()) {
        overtaken.add(file.path());
        continue;
      }
      byte[] bytes = checked.get();
      FileText read = FileText.of(bytes);
      EditedText edited = new EditedText(read.text());
      List<Finding> taken =
          findings.stream().filter(f -> edited.accept(applicable(f).orElseThrow())).toList();
      SourceText old = SourceText.of(file.path(), read.text());
      SourceText mendedText = SourceText.of(file.path(), edited.result());
      ParseResult<CompilationUnit> parsed = Parsing.parse(mendedText);
      // The last line of defence: a text that no longer parses is never written.
      if (mendedText.text().equals(old.text()) || !parsed.isSuccessful()) {
        continue;
      }
      before.putIfAbsent(file.path(), bytes);
      origins.changed(old, edited.edits(), mendedText);
      List<Edit> idle = IdleImports.removing(old, mendedText, parsed);
      SourceText result = SourceText.of(file.path(), EditedText.of(mendedText.text(), idle));
      origins.changed(mendedText, idle, result);
      mended.computeIfAbsent(file.path(), p -> new ArrayList<>()).addAll(taken);
      changes.put(file.path(), Contents.of(read.encode(result.text())));
    }
    return changes;
  }

  private Optional<Fix> applicable(Finding finding) {
    return finding.fixes().stream().filter(f -> f.safety().compareTo(upTo) <= 0).findFirst();
  }
}
