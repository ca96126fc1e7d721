package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.Type;
import dev.belay.linter.facts.Hierarchy.Member;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.source.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which method a call means (JLS 15.12): where to look, which forms fit, what the result is. Where
 * several forms fit, they must agree on the return type, else the answer is the first that fits
 * with its return type unknown.
 */
final class Calls {

  /** Whose types are there to be written as lambdas. */
  private static final String FUNCTIONS = "java.util.function.";

  private final Types types;
  private final Nodes nodes;
  private final Map<Node, Optional<Callee>> known = new IdentityHashMap<>();

  /** The methods with a body in this file, by name; gathered on first demand. */
  private Map<String, List<MethodDeclaration>> bodied;

  Calls(Nodes nodes, Types types) {
    this.nodes = nodes;
    this.types = types;
  }

  Optional<Callee> calleeOf(MethodCallExpr call) {
    return once(call, () -> find(call));
  }

  Optional<Callee> calleeOf(ObjectCreationExpr creation) {
    return once(creation, () -> find(creation));
  }

  private interface Lookup {
    Optional<Callee> find();
  }

  private Optional<Callee> once(Node call, Lookup lookup) {
    Optional<Callee> answer = known.get(call);
    if (answer == null) {
      known.put(call, Optional.empty());
      answer = lookup.find();
      known.put(call, answer);
    }
    return answer;
  }

  private Optional<Callee> find(MethodCallExpr call) {
    String name = call.getNameAsString();
    if (call.getScope().isEmpty()) {
      return findUnqualified(call);
    }
    Expression scope = call.getScope().get();
    JavaType receiver = types.functions().typeNamedBy(scope).orElseGet(() -> types.of(scope));
    if (receiver instanceof JavaType.Array array && name.equals("clone")) {
      return types
          .find("java.lang.Object")
          .flatMap(
              o ->
                  o.methodsNamed("clone").stream()
                      .findFirst()
                      .map(m -> new Callee(o, m, array, List.of(), array)));
    }
    if (!receiver.isKnown()) {
      return Optional.empty();
    }
    return choose(types.hierarchy().methods(receiver, name), call.getArguments(), receiver, call);
  }

  private Optional<Callee> findUnqualified(MethodCallExpr call) {
    String name = call.getNameAsString();
    Optional<TypeFacts> type = types.enclosingType(call);
    while (type.isPresent()) {
      JavaType self = Hierarchy.selfType(type.get());
      List<Member> forms = types.hierarchy().methods(self, name);
      if (!forms.isEmpty()) {
        return choose(forms, call.getArguments(), self, call);
      }
      type = enclosing(type.get());
    }
    for (String owner : importedOwnersOf(name)) {
      JavaType receiver = JavaType.named(owner);
      List<Member> forms = types.hierarchy().methods(receiver, name);
      if (!forms.isEmpty()) {
        return choose(forms, call.getArguments(), receiver, call);
      }
    }
    return Optional.empty();
  }

  /** Types from which a static import may take a method of that name. */
  private List<String> importedOwnersOf(String method) {
    List<String> owners = new ArrayList<>();
    for (String imported : types.enclosing().fileNames().staticImports()) {
      if (imported.endsWith("." + method)) {
        owners.add(imported.substring(0, imported.length() - method.length() - 1));
      }
    }
    owners.addAll(types.enclosing().fileNames().staticOnDemandImports());
    return owners;
  }

  /**
   * Canonical names of the types one of which a static call names as its method's, itself or by an
   * import. Says nothing of whether they have such a method.
   */
  List<String> ownersNamedBy(MethodCallExpr call) {
    return call.getScope()
        .map(
            scope ->
                types.expressions().typeNamedBy(scope).map(JavaType::className).stream().toList())
        .orElseGet(() -> importedOwnersOf(call.getNameAsString()));
  }

  /** The type around a type of this file, local and anonymous ones included. */
  Optional<TypeFacts> enclosing(TypeFacts type) {
    return types.declarationOf(type).flatMap(types::enclosingType);
  }

  private Optional<Callee> find(ObjectCreationExpr creation) {
    JavaType created = types.of(creation);
    if (!created.isKnown()) {
      return Optional.empty();
    }
    List<Member> forms =
        types.hierarchy().methods(created, "<init>").stream()
            .filter(m -> m.owner().name().equals(created.className()))
            .toList();
    return choose(forms, creation.getArguments(), created, creation);
  }

  private Optional<Callee> choose(
      List<Member> forms, List<Expression> arguments, JavaType receiver, Node call) {
    List<Member> fitting = new ArrayList<>();
    for (Member form : forms) {
      if (form.method().takes(arguments.size()) && accepts(form, arguments)) {
        fitting.add(form);
      }
    }
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    Member best = mostSpecific(fitting, arguments);
    Callee chosen = callee(best, arguments, receiver, call);
    boolean open =
        mayBeUnseen(best, arguments, receiver)
            || fitting.stream()
                .anyMatch(
                    other ->
                        other != best
                            && !sameErasure(returnOf(other), returnOf(best))
                            && !decided(best, other, arguments));
    return Optional.of(
        open
            ? new Callee(
                chosen.owner(),
                chosen.method(),
                chosen.receiver(),
                chosen.parameters(),
                JavaType.UNKNOWN)
            : chosen);
  }

  /**
   * Whether a form that a supertype out of sight declares may be meant: the one in sight asks for a
   * function, and is given what neither is written as one nor known to be one.
   */
  private boolean mayBeUnseen(Member form, List<Expression> arguments, JavaType receiver) {
    if (form.method().isConstructor() || types.hierarchy().isWhollyKnown(receiver)) {
      return false;
    }
    List<String> parameters = form.method().parameters();
    for (int i = 0; i < arguments.size() && i < parameters.size(); i++) {
      Expression argument = arguments.get(i);
      String wanted = types.hierarchy().resolve(parameters.get(i), form).className();
      if (wanted.startsWith(FUNCTIONS)
          && !(argument instanceof LambdaExpr || argument instanceof MethodReferenceExpr)
          && types.of(argument) instanceof JavaType.Named given
          && !types.isA(given, wanted)) {
        return true;
      }
    }
    return false;
  }

  private JavaType returnOf(Member form) {
    return types.hierarchy().resolve(form.method().returns(), form);
  }

  private static boolean sameErasure(JavaType one, JavaType other) {
    return one.className().equals(other.className()) && one.isVoid() == other.isVoid();
  }

  /** Whether {@code best} was preferred for a reason, rather than for coming first. */
  private boolean decided(Member best, Member other, List<Expression> arguments) {
    boolean variable = Modifiers.has(other.method().modifiers(), Modifiers.VARARGS);
    if (variable && !Modifiers.has(best.method().modifiers(), Modifiers.VARARGS)) {
      return true;
    }
    return rank(best, arguments) > rank(other, arguments);
  }

  private Member mostSpecific(List<Member> forms, List<Expression> arguments) {
    Member best = forms.get(0);
    for (Member form : forms) {
      if (form != best
          && (rank(form, arguments) > rank(best, arguments)
              || rank(form, arguments) == rank(best, arguments)
                  && Modifiers.has(best.method().modifiers(), Modifiers.VARARGS)
                  && !Modifiers.has(form.method().modifiers(), Modifiers.VARARGS))) {
        best = form;
      }
    }
    return best;
  }

  /** How closely a form's parameters match, higher is closer. */
  private int rank(Member form, List<Expression> arguments) {
    int rank = 0;
    List<String> parameters = form.method().parameters();
    for (int i = 0; i < arguments.size() && i < parameters.size(); i++) {
      Expression argument = arguments.get(i);
      JavaType parameter = types.hierarchy().resolve(parameters.get(i), form);
      if (argument instanceof LambdaExpr || argument instanceof MethodReferenceExpr) {
        // A value-returning form is preferred for a body that has a value (JLS 15.12.2.5).
        Optional<FunctionType> shape = types.functionTypeOf(parameter);
        boolean value = shape.map(s -> !s.returns().isVoid()).orElse(false);
        boolean bodyHasValue =
            !(argument instanceof LambdaExpr lambda) || !types.functions().isVoidBody(lambda);
        rank += value == bodyHasValue ? 1 : 0;
        continue;
      }
      JavaType given = types.of(argument);
      if (given.isKnown() && given.className().equals(parameter.className())) {
        rank += given.equals(parameter) || !given.className().isEmpty() ? 2 : 0;
      } else if (given.isKnown() && types.isA(given, parameter.className())) {
        rank += parameter.className().equals("java.lang.Object") ? 0 : 1;
      }
    }
    return rank;
  }

  private boolean accepts(Member form, List<Expression> arguments) {
    List<String> parameters = form.method().parameters();
    boolean variable = Modifiers.has(form.method().modifiers(), Modifiers.VARARGS);
    for (int i = 0; i < arguments.size(); i++) {
      int at = Math.min(i, parameters.size() - 1);
      JavaType parameter = types.hierarchy().resolve(parameters.get(at), form);
      boolean spread = variable && at == parameters.size() - 1;
      boolean fits =
          accepts(parameter, arguments.get(i))
              || spread
                  && parameter instanceof JavaType.Array array
                  && accepts(array.element(), arguments.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Whether an argument may be given; unknown types may. */
  private boolean accepts(JavaType parameter, Expression argument) {
    if (argument instanceof LambdaExpr || argument instanceof MethodReferenceExpr) {
      return types.functions().couldBe(argument, parameter);
    }
    JavaType given = types.of(argument);
    if (!given.isKnown() || !parameter.isKnown() || parameter instanceof JavaType.Variable) {
      return true;
    }
    if (given instanceof JavaType.Primitive primitive) {
      return acceptsPrimitive(parameter, primitive);
    }
    if (given instanceof JavaType.Array array) {
      return parameter instanceof JavaType.Array wanted
          ? sameShape(array, wanted)
          : parameter.className().equals("java.lang.Object");
    }
    if (parameter instanceof JavaType.Array) {
      return false;
    }
    if (parameter instanceof JavaType.Primitive) {
      return given.className().startsWith("java.lang.") || given instanceof JavaType.Variable;
    }
    return types.isA(given, parameter.className())
        || !types.hierarchy().isWhollyKnown(given)
        || given instanceof JavaType.Variable;
  }

  private static boolean sameShape(JavaType.Array given, JavaType.Array wanted) {
    boolean primitive = given.element() instanceof JavaType.Primitive;
    return primitive == wanted.element() instanceof JavaType.Primitive
        && (!primitive || given.equals(wanted));
  }

  private static boolean acceptsPrimitive(JavaType parameter, JavaType.Primitive given) {
    if (given.name().equals("null")) {
      return !(parameter instanceof JavaType.Primitive);
    }
    if (parameter instanceof JavaType.Primitive wanted) {
      boolean truth = given.name().equals("boolean");
      return truth == wanted.name().equals("boolean") && widens(given.name(), wanted.name());
    }
    String name = parameter.className();
    return !(parameter instanceof JavaType.Array)
        && (name.startsWith("java.lang.") || name.equals("java.io.Serializable"))
        && !name.equals("java.lang.String");
  }

  private static final List<String> WIDENING =
      List.of("byte", "short", "char", "int", "long", "float", "double");

  private static boolean widens(String from, String to) {
    return from.equals(to)
        || WIDENING.indexOf(from) >= 0 && WIDENING.indexOf(from) < WIDENING.indexOf(to);
  }

  private Callee callee(Member form, List<Expression> arguments, JavaType receiver, Node call) {
    Map<String, JavaType> inferred = new HashMap<>(form.arguments());
    List<JavaType> declared =
        form.method().parameters().stream().map(p -> types.hierarchy().resolve(p, form)).toList();
    Map<String, JavaType> own = explicit(form, call);
    if (own.isEmpty() && !form.method().typeParameters().isEmpty()) {
      // First what plain arguments say, then lambdas, whose parameters depend on it.
      inferFrom(arguments, declared, own, false, form);
      Callee so =
          new Callee(form.owner(), form.method(), receiver, with(declared, own), JavaType.UNKNOWN);
      known.put(call, Optional.of(so));
      inferFrom(arguments, declared, own, true, form);
      // Open still: which form was the best is yet to be argued, and that asks for the arguments.
      known.put(call, Optional.empty());
      arguments.forEach(types::forget);
    }
    inferred.putAll(own);
    JavaType returns = returnOf(form).with(own);
    if (form.method().name().equals("getClass") && arguments.isEmpty()) {
      returns = new JavaType.Named("java.lang.Class", List.of(receiver));
    }
    if (form.method().isConstructor()) {
      returns = receiver;
    }
    return new Callee(form.owner(), form.method(), receiver, with(declared, own), returns);
  }

  private static List<JavaType> with(List<JavaType> types, Map<String, JavaType> replacements) {
    return types.stream().map(t -> t.with(replacements)).toList();
  }

  private Map<String, JavaType> explicit(Member form, Node call) {
    Map<String, JavaType> given = new HashMap<>();
    if (call instanceof MethodCallExpr method && method.getTypeArguments().isPresent()) {
      List<Type> written = method.getTypeArguments().get();
      for (int i = 0; i < written.size() && i < form.method().typeParameters().size(); i++) {
        given.put(form.method().typeParameters().get(i).name(), types.of(written.get(i)));
      }
    }
    return given;
  }

  private void inferFrom(
      List<Expression> arguments,
      List<JavaType> declared,
      Map<String, JavaType> into,
      boolean functions,
      Member form) {
    boolean variable = Modifiers.has(form.method().modifiers(), Modifiers.VARARGS);
    for (int i = 0; i < arguments.size(); i++) {
      int at = Math.min(i, declared.size() - 1);
      Expression argument = arguments.get(i);
      boolean function = argument instanceof LambdaExpr || argument instanceof MethodReferenceExpr;
      if (function != functions) {
        continue;
      }
      JavaType parameter = declared.get(at);
      if (function) {
        types.functions().inferFrom(argument, parameter.with(into), into);
        continue;
      }
      JavaType given = types.of(argument);
      boolean spread = variable && at == declared.size() - 1 && !(given instanceof JavaType.Array);
      if (spread && parameter instanceof JavaType.Array array) {
        parameter = array.element();
      }
      TypeVariables.infer(parameter, given, types.hierarchy(), into);
    }
  }

  /** Whether this file has a method with a body of that name. */
  boolean declares(String name) {
    return bodied().containsKey(name);
  }

  private Map<String, List<MethodDeclaration>> bodied() {
    if (bodied == null) {
      bodied =
          nodes.of(MethodDeclaration.class).stream()
              .filter(method -> method.getBody().isPresent())
              .collect(Collectors.groupingBy(MethodDeclaration::getNameAsString));
    }
    return bodied;
  }

  /** The tree of a method with a body in this file. */
  Optional<MethodDeclaration> declarationOf(Callee callee) {
    Node type = types.declarationOf(callee.owner()).orElse(null);
    return bodied().getOrDefault(callee.method().name(), List.of()).stream()
        .filter(m -> m.getParentNode().orElseThrow() == type && isForm(m, callee))
        .findFirst();
  }

  private static boolean isForm(MethodDeclaration method, Callee callee) {
    List<String> written =
        method.getParameters().stream()
            .map(p -> SourceFacts.written(p.getType()) + (p.isVarArgs() ? "[]" : ""))
            .toList();
    return written.equals(callee.method().parameters());
  }

  /** Methods of that name in the types around a node, innermost type first. */
  List<MethodDeclaration> methodsNamed(String name, Node around) {
    List<MethodDeclaration> found = new ArrayList<>();
    Optional<TypeFacts> type = types.enclosingType(around);
    while (type.isPresent()) {
      types
          .declarationOf(type.get())
          .ifPresent(
              node ->
                  membersOf(node).stream()
                      .filter(MethodDeclaration.class::isInstance)
                      .map(MethodDeclaration.class::cast)
                      .filter(m -> m.getNameAsString().equals(name))
                      .forEach(found::add));
      type = enclosing(type.get());
    }
    return found;
  }

  static List<BodyDeclaration<?>> membersOf(Node type) {
    if (type instanceof TypeDeclaration<?> declaration) {
      return declaration.getMembers();
    }
    return type instanceof ObjectCreationExpr creation
        ? creation
            .getAnonymousClassBody()
            .<List<BodyDeclaration<?>>>map(List::copyOf)
            .orElse(List.of())
        : List.of();
  }
}
