package dev.belay.linter.fix;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.PackageDeclaration;
import com.github.javaparser.ast.expr.Name;
import com.github.javaparser.ast.expr.SimpleName;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The imports that a pass of fixes has left without use. Those that had none before are their
 * author's. Without state.
 */
final class IdleImports {

  /** Where documentation may name a type: behind these tags, anywhere in the newer kind. */
  private static final Pattern DOCUMENTATION =
      Pattern.compile(
          "@(?:link|linkplain|see|throws|exception|value)\\b[\\s*]*[^}\\r\\n]*|///[^\\r\\n]*");

  private static final Pattern WORD = Pattern.compile("\\W+");

  private IdleImports() {}

  /**
   * What takes them out, line by line, with one of the two blank lines between which none is left.
   *
   * @param before the text before the pass
   * @param parsed {@code after}, which parses
   * @return in order of {@code after}; may be empty
   */
  static List<Edit> removing(
      SourceText before, SourceText after, ParseResult<CompilationUnit> parsed) {
    Set<String> left = namesIn(after, parsed);
    List<ImportDeclaration> idle =
        parsed.getResult().orElseThrow().getImports().stream()
            .filter(i -> !i.isAsterisk() && !left.contains(i.getName().getIdentifier()))
            .toList();
    if (idle.isEmpty()) {
      return List.of();
    }
    Set<String> used = namesIn(before, Parsing.parse(before));
    List<Edit> edits = new ArrayList<>();
    SourceRange lines = null;
    for (ImportDeclaration declared : idle) {
      SourceRange own = after.rangeOf(declared);
      if (!used.contains(declared.getName().getIdentifier()) || !isAlone(own, after)) {
        continue;
      }
      int line = after.lineOf(own.start());
      SourceRange whole = new SourceRange(after.startOfLine(line), startBehind(line, after));
      if (lines != null && lines.end() == whole.start()) {
        lines = new SourceRange(lines.start(), whole.end());
        continue;
      }
      if (lines != null) {
        edits.add(removal(lines, after));
      }
      lines = whole;
    }
    if (lines != null) {
      edits.add(removal(lines, after));
    }
    return edits;
  }

  /** Names in code, and words of comments that a link may go to; not those of the imports. */
  private static Set<String> namesIn(SourceText source, ParseResult<CompilationUnit> parsed) {
    Set<String> names = new HashSet<>();
    CompilationUnit unit = parsed.getResult().orElseThrow();
    unit.getTypes().forEach(type -> collect(type, names));
    unit.getModule().ifPresent(module -> collect(module, names));
    unit.getPackageDeclaration()
        .map(PackageDeclaration::getAnnotations)
        .ifPresent(annotations -> annotations.forEach(a -> collect(a, names)));
    // The parser keeps no documentation. What looks like it in a string keeps an import, no more.
    DOCUMENTATION
        .matcher(source.text())
        .results()
        .forEach(comment -> names.addAll(List.of(WORD.split(comment.group()))));
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    node.walk(
        inner -> {
          if (inner instanceof SimpleName name) {
            names.add(name.getIdentifier());
          } else if (inner instanceof Name name) {
            names.add(name.getIdentifier());
          }
        });
  }

  private static boolean isAlone(SourceRange declared, SourceText text) {
    return text.line(text.lineOf(declared.start())).strip().equals(text.text(declared));
  }

  private static SourceRange blankAround(SourceRange lines, SourceText text) {
    int first = text.lineOf(lines.start());
    int behind = text.lineOf(lines.end());
    boolean above = first == 1 || text.line(first - 1).isBlank();
    boolean below = lines.end() < text.text().length() && text.line(behind).isBlank();
    return above && below ? new SourceRange(lines.start(), startBehind(behind, text)) : lines;
  }

  private static Edit removal(SourceRange lines, SourceText text) {
    return new Edit(blankAround(lines, text), "");
  }

  private static int startBehind(int line, SourceText text) {
    return line < text.lineCount() ? text.startOfLine(line + 1) : text.text().length();
  }
}
