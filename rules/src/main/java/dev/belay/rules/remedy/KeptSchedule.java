package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the handle of what runs again and again on an executor that others made and end, so that
 * its class ends it and the executor goes on. Without state.
 */
final class KeptSchedule {

  private static final Refusal NONE = new Refusal("nothing could keep its handle");

  private KeptSchedule() {}

  /** For a schedule whose handle is dropped. */
  static Remedy of(TaskStart start, RuleContext context) {
    boolean repeats = start.timing().filter(Timing::repeats).isPresent();
    boolean guest = start.executor().filter(e -> isOthers(e, start, context)).isPresent();
    Optional<KeptHandle> found =
        repeats && guest ? KeptHandle.of(start.whole(), start.runs(), context) : Optional.empty();
    Optional<String> executor = start.executor().flatMap(e -> OwnedScope.fieldName(e, context));
    boolean ended =
        found
            .filter(
                kept ->
                    executor
                        .flatMap(name -> OwnedScope.shutdownOf(kept.type(), name, context))
                        .isPresent())
            .isPresent();
    Optional<String> name = found.flatMap(kept -> nameFor(start, kept, context));
    if (name.isEmpty() || ended) {
      return NONE;
    }
    FixDraft fix = context.fix();
    String type = fix.name("java.util.concurrent.ScheduledFuture");
    found.get().declare(type + "<?>", name.get(), fix, context.source());
    KeptHandle.assign(name.get(), start.whole(), fix, context.source());
    // A round that runs comes to its end, as it does today; no other follows.
    found.get().endFirst(name.get(), fix, name.get() + ".cancel(false);");
    return fix.unsafe("keep its handle, and cancel it where its class ends");
  }

  /** A name for the handle of a start, which no other schedule of the class would have as well. */
  private static Optional<String> nameFor(TaskStart start, KeptHandle kept, RuleContext context) {
    List<Expression> others =
        kept.type().findAll(MethodCallExpr.class).stream()
            .filter(call -> call.getNameAsString().startsWith("schedule"))
            .filter(call -> call != start.whole() && call.getArguments().isNonEmpty())
            .map(call -> call.getArgument(0))
            .toList();
    String name = nameFor(start.runs(), context);
    if (others.stream().noneMatch(other -> nameFor(other, context).equals(name))) {
      return kept.freeName(name);
    }
    Expression made = madeFor(start.runs());
    boolean single = others.stream().noneMatch(o -> typeOf(madeFor(o)).equals(typeOf(made)));
    return made instanceof ObjectCreationExpr && single
        ? kept.freeName(nameFor(made, context))
        : Optional.empty();
  }

  private static String nameFor(Expression runs, RuleContext context) {
    return KeptHandle.nameFor(deedOf(runs, context), "scheduledTask", "Task");
  }

  /** What a local variable was made as, where it is one. */
  private static Expression madeFor(Expression runs) {
    return runs instanceof NameExpr name
            && Bindings.findLocal(name).orElse(null) instanceof VariableDeclarator variable
        ? variable.getInitializer().orElse(runs)
        : runs;
  }

  private static String typeOf(Expression made) {
    return made instanceof ObjectCreationExpr object ? object.getType().getNameAsString() : "";
  }

  /** What runs, by the name of the object too that another class has or gives. */
  private static Optional<String> deedOf(Expression runs, RuleContext context) {
    Optional<String> deed = TaskStart.deedOf(runs, context);
    if (deed.isEmpty() && runs instanceof FieldAccessExpr access) {
      boolean single = access.getNameAsString().equalsIgnoreCase("instance");
      return Optional.of(single ? access.getScope().toString() : access.getNameAsString());
    }
    boolean gives = runs instanceof MethodCallExpr c && c.getNameAsString().matches("get[A-Z].*");
    return deed.isEmpty() && gives
        ? Optional.of(((MethodCallExpr) runs).getNameAsString().substring(3))
        : deed;
  }

  /** Whether an executor is surely another's: handed in, or asked for of another object. */
  private static boolean isOthers(Expression executor, TaskStart start, RuleContext context) {
    if (OwnedScope.isMadeHere(start, context)) {
      return false;
    }
    if (executor instanceof MethodCallExpr call) {
      return call.getArguments().isEmpty()
          && call.getScope().filter(scope -> !scope.isThisExpr()).isPresent();
    }
    if (executor instanceof NameExpr name && Bindings.findLocal(name).isPresent()) {
      return Bindings.findLocal(name).get() instanceof Parameter && !isStored(name, context);
    }
    Optional<String> field = OwnedScope.fieldName(executor, context);
    return field.isPresent() && isHandedIn(field.get(), start.whole(), context);
  }

  /** Whether an argument becomes the object's own. */
  private static boolean isStored(NameExpr argument, RuleContext context) {
    return context.facts().nodes().of(AssignExpr.class).stream()
        .filter(assignment -> Flow.areOfOneBody(assignment, argument))
        .anyMatch(
            assignment ->
                assignment.getValue() instanceof NameExpr value
                    && value.getName().equals(argument.getName()));
  }

  /** Whether all that the file puts into a field are arguments, if anything. */
  private static boolean isHandedIn(String field, Node at, RuleContext context) {
    Node type =
        Around.find(TypeDeclaration.class, at).map(Node.class::cast).orElseGet(at::findRootNode);
    boolean given =
        context.facts().nodes().of(VariableDeclarator.class).stream()
            .filter(v -> v.getNameAsString().equals(field) && v.isDescendantOf(type))
            .allMatch(v -> v.getInitializer().filter(i -> !i.isNullLiteralExpr()).isEmpty());
    return given
        && context.facts().nodes().of(AssignExpr.class).stream()
            .filter(a -> isNamed(a.getTarget(), field) && a.isDescendantOf(type))
            .map(AssignExpr::getValue)
            .allMatch(value -> value.isNullLiteralExpr() || isArgument(value));
  }

  private static boolean isNamed(Expression target, String field) {
    return target instanceof NodeWithSimpleName<?> named && named.getNameAsString().equals(field);
  }

  private static boolean isArgument(Expression value) {
    return value instanceof NameExpr name
        && Bindings.findLocal(name).filter(Parameter.class::isInstance).isPresent();
  }
}
