package dev.belay.rules.remedy;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceText;
import java.util.Optional;

/**
 * A scope that the process ends: for tasks of static code, of classes that nobody ends, and for
 * those that end their own object.
 *
 * @param type the class that gets it as a static field
 */
record ProcessScope(ClassOrInterfaceDeclaration type) {

  static final String NAME = "TASKS";

  /** Whether a task may still run when the process ends, which would wait for it. */
  static boolean mayOutlive(TaskStart start, TaskCode code) {
    boolean repeats = start.timing().filter(Timing::repeats).isPresent();
    return !repeats && (code.isWorker() || code.mayGoOn() || !code.isKnown());
  }

  /** The scope for a start. */
  static Answer<ProcessScope> of(TaskStart start) {
    Optional<ClassOrInterfaceDeclaration> type =
        Around.find(ClassOrInterfaceDeclaration.class, start.whole())
            .filter(t -> !t.isInterface() && !t.isLocalClassDeclaration());
    boolean free =
        type.filter(t -> t.getFieldByName(NAME).isEmpty()).isPresent()
            && Bindings.findLocal(NAME, start.whole()).isEmpty();
    return free
        ? Answer.of(new ProcessScope(type.get()))
        : Answer.none("no class could hold its scope");
  }

  /**
   * Adds the field and its registration with the process to a fix.
   *
   * @param left a field that the fix takes out
   */
  void write(FixDraft fix, Optional<IdleField> left, SourceText source) {
    String listener = fix.name("dev.belay.runtime.Listener");
    String scope = fix.name(ScopeAtHand.SCOPE);
    String duration = fix.name("java.time.Duration");
    Layout layout = Layout.of(source);
    BodyDeclaration<?> first = type.getMember(0);
    String indent = Layout.indentAt(source, source.rangeOf(first).start());
    String line = layout.lineEnd() + indent;
    String further = line + Passage.further(source);
    String text =
        ("private static final " + scope + "<Void> " + NAME + " =")
            + (further + scope + ".open(")
            + (further + Passage.further(source) + '"' + type.getNameAsString() + "\",")
            + (further + Passage.further(source))
            + ("options -> options.shared().isolate().listener(" + listener + ".uncaught()));")
            + layout.lineEnd()
            + (line + "static" + fix.opening(indent))
            + (line + fix.step() + scope + ".onJvmShutdown(")
            + (NAME + ", " + duration + ".ofSeconds(10));")
            + (line + "}");
    Optional<FieldDeclaration> last = lastStaticField(left);
    if (last.isPresent()) {
      int lastLine = source.lineOf(source.rangeOf(last.get()).end());
      String next = source.line(lastLine + 1).strip();
      boolean parted = next.isEmpty() || next.equals("}");
      fix.insert(
          source.startOfLine(lastLine) + source.line(lastLine).length(),
          layout.lineEnd() + line + text + (parted ? "" : layout.lineEnd()));
    } else {
      fix.insert(fix.startOfCommented(first), indent + text + layout.lineEnd() + layout.lineEnd());
    }
  }

  /** The last of the static fields that the class begins with: loggers and constants. */
  private Optional<FieldDeclaration> lastStaticField(Optional<IdleField> left) {
    FieldDeclaration last = null;
    for (BodyDeclaration<?> member : type.getMembers()) {
      if (left.filter(idle -> idle.field() == member).isPresent()) {
        continue;
      }
      if (!(member instanceof FieldDeclaration field) || !field.isStatic()) {
        break;
      }
      last = field;
    }
    return Optional.ofNullable(last);
  }
}
