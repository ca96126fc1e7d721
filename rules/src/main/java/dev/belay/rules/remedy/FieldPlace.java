package dev.belay.rules.remedy;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Optional;

/** Where a class gets a field: behind those that it begins with. Without state. */
final class FieldPlace {

  private FieldPlace() {}

  /**
   * What the fields of a class are indented by.
   *
   * @param left a field that goes
   */
  static String indentIn(TypeDeclaration<?> type, Optional<IdleField> left, SourceText source) {
    return Layout.indentAt(source, source.rangeOf(neighbour(type, left)).start());
  }

  /**
   * Adds a field to a class.
   *
   * @param field indented, without a line end behind
   */
  static void insert(
      String field,
      TypeDeclaration<?> type,
      Optional<IdleField> left,
      FixDraft fix,
      SourceText source) {
    String end = Layout.of(source).lineEnd();
    Optional<FieldDeclaration> last = lastOfFirstFields(type, left);
    if (last.isEmpty()) {
      fix.insert(fix.startOfCommented(type.getMember(0)), field + end + end);
      return;
    }
    int semicolon = source.rangeOf(last.get()).end();
    int line = source.lineOf(semicolon);
    int endOfLine = source.endOfLine(line);
    String rest = source.text(new SourceRange(semicolon, endOfLine)).strip();
    // What a comment above the last one says is about that alone.
    int place = rest.isEmpty() || rest.startsWith("//") ? endOfLine : semicolon;
    boolean apart =
        fix.startOfCommented(last.get())
            < source.startOfLine(source.lineOf(source.rangeOf(last.get()).start()));
    fix.insert(place, (apart ? end : "") + end + field);
  }

  private static BodyDeclaration<?> neighbour(TypeDeclaration<?> type, Optional<IdleField> left) {
    Optional<FieldDeclaration> last = lastOfFirstFields(type, left);
    return last.isPresent() ? last.get() : type.getMember(0);
  }

  /** The last field of the run that most classes begin with; a stable place, whatever the start. */
  private static Optional<FieldDeclaration> lastOfFirstFields(
      TypeDeclaration<?> type, Optional<IdleField> left) {
    FieldDeclaration last = null;
    for (BodyDeclaration<?> member : type.getMembers()) {
      if (left.filter(idle -> idle.field() == member).isPresent()) {
        continue;
      }
      if (member instanceof FieldDeclaration field) {
        last = field;
      } else if (last != null) {
        break;
      }
    }
    return Optional.ofNullable(last);
  }
}
