package dev.belay.rules.remedy;

import static dev.belay.rules.remedy.ScopeAtHand.SCOPE;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A scope that the process ends: for tasks of static code, of classes that nobody ends, and for
 * those that end their own object.
 *
 * @param type the class that gets it as a static field
 * @param name of the field: a class has one for each executor with threads of its own, and two for
 *     others, so that plans for one class never speak of the same field and mean different threads
 * @param threads those that its tasks have had
 */
record ProcessScope(ClassOrInterfaceDeclaration type, String name, TaskThreads threads) {

  private static final String TASKS = "TASKS";

  private static final String DAEMONS = "DAEMON_TASKS";

  private static final Predicate<Statement> REGISTERS =
      statement ->
          statement instanceof ExpressionStmt line
              && line.getExpression() instanceof MethodCallExpr call
              && call.getNameAsString().equals("onJvmShutdown");

  /** Whether a task may still run when the process ends, which would wait for it. */
  static boolean mayOutlive(TaskStart start, TaskCode code) {
    boolean repeats = start.timing().filter(Timing::repeats).isPresent();
    return !repeats && (code.isWorker() || code.mayGoOn() || !code.isKnown());
  }

  /** Whether a field's name may be one that was written here. */
  static boolean isOwn(String field) {
    return field.matches("([A-Z0-9_]+_)?" + TASKS);
  }

  /** The scope for a start. */
  static Answer<ProcessScope> of(TaskStart start, TaskThreads threads, RuleContext context) {
    Optional<ClassOrInterfaceDeclaration> type =
        Around.find(ClassOrInterfaceDeclaration.class, start.whole())
            .filter(t -> !t.isInterface() && !t.isLocalClassDeclaration());
    Optional<String> executor = start.executor().flatMap(e -> OwnedScope.fieldName(e, context));
    String own = executor.map(OwnedScope::nameFor).orElseGet(() -> start.deed(context));
    String name =
        threads.factory().isPresent()
            ? constant(own.substring(own.lastIndexOf('.') + 1))
            : threads.areDaemons() ? DAEMONS : TASKS;
    boolean free =
        type.flatMap(t -> t.getFieldByName(name))
                .filter(f -> !context.types().classNameOf(f.getElementType()).equals(SCOPE))
                .isEmpty()
            && Bindings.findLocal(name, start.whole()).isEmpty();
    return type.isPresent() && free
        ? Answer.of(new ProcessScope(type.get(), name, threads))
        : Answer.none("no class could hold its scope");
  }

  /** The name of an executor's scope, as constants are written. */
  private static String constant(String name) {
    String what = name.replaceFirst("_*Tasks$", "");
    boolean constant = what.equals(what.toUpperCase(Locale.ROOT));
    String words = constant ? what : what.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
    return words.toUpperCase(Locale.ROOT) + "_" + TASKS;
  }

  /** Whether the class has it, by an earlier fix. */
  boolean isThere() {
    return type.getFieldByName(name).isPresent();
  }

  /**
   * Adds the field and its registration with the process to a fix. The process waits for tasks that
   * are no daemons, and tells the others only that it ends.
   *
   * @param left a field that the fix takes out
   */
  void write(FixDraft fix, Optional<IdleField> left, RuleContext context) {
    SourceText source = context.source();
    String options = threads.options(fix, context);
    String scope = fix.name(SCOPE);
    String duration = fix.name("java.time.Duration");
    String grace = threads.areDaemons() ? ".ZERO" : ".ofSeconds(10)";
    Layout layout = Layout.of(source);
    BodyDeclaration<?> first = type.getMember(0);
    String indent = Layout.indentAt(source, source.rangeOf(first).start());
    String line = layout.lineEnd() + indent;
    String further = line + Passage.further(source);
    String deeper = further + Passage.further(source);
    String fitted =
        String.join(
            deeper + Passage.further(source), TaskThreads.fitted(options, deeper.length(), source));
    String registration = scope + ".onJvmShutdown(" + name + ", " + duration + grace + ");";
    Optional<InitializerDeclaration> others = registrations();
    others.ifPresent(block -> fix.atEndOf(block.getBody(), registration));
    String block =
        layout.lineEnd()
            + (line + "static" + fix.opening(indent))
            + (line + fix.step() + registration)
            + (line + "}");
    String text =
        ("private static final " + scope + "<Void> " + name + " =")
            + (further + scope + ".open(")
            + (deeper + '"' + type.getNameAsString() + "\",")
            + (deeper + fitted + ");")
            + (others.isPresent() ? "" : block);
    Optional<FieldDeclaration> last = lastStaticField(left);
    if (last.isPresent()) {
      int lastLine = source.lineOf(source.rangeOf(last.get()).end());
      String next = source.line(lastLine + 1).strip();
      boolean parted = next.isEmpty() || next.equals("}");
      fix.insert(
          source.endOfLine(lastLine),
          layout.lineEnd() + line + text + (parted ? "" : layout.lineEnd()));
    } else {
      fix.insert(fix.startOfCommented(first), indent + text + layout.lineEnd() + layout.lineEnd());
    }
  }

  /** The block that an earlier fix wrote for other scopes of the class. */
  private Optional<InitializerDeclaration> registrations() {
    return type.getMembers().stream()
        .filter(InitializerDeclaration.class::isInstance)
        .map(InitializerDeclaration.class::cast)
        .filter(
            block ->
                block.isStatic()
                    && block.getBody().getStatements().isNonEmpty()
                    && block.getBody().getStatements().stream().allMatch(REGISTERS))
        .findFirst();
  }

  /** The last of the static fields that the class begins with: loggers and constants. */
  private Optional<FieldDeclaration> lastStaticField(Optional<IdleField> left) {
    FieldDeclaration last = null;
    for (BodyDeclaration<?> member : type.getMembers()) {
      if (left.filter(idle -> idle.field() == member).isPresent()) {
        continue;
      }
      if (!(member instanceof FieldDeclaration field) || !field.isStatic() || mayStart(field)) {
        break;
      }
      last = field;
    }
    return Optional.ofNullable(last);
  }

  /** Whether a field's value comes from code of the class, which may start a task already. */
  private boolean mayStart(FieldDeclaration field) {
    return field.findFirst(ObjectCreationExpr.class, this::isOfMyClass).isPresent()
        || field.findFirst(MethodCallExpr.class, call -> call.getScope().isEmpty()).isPresent();
  }

  private boolean isOfMyClass(ObjectCreationExpr made) {
    return made.getType().getNameAsString().equals(type.getNameAsString());
  }
}
