package dev.belay.linter.index;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import dev.belay.linter.index.TypeFacts.Kind;
import dev.belay.linter.source.HeaderText.Import;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the facts of the types that a file declares, from its tree. Without state. */
public final class SourceFacts {

  private final SourceText source;
  private final FileNames names;
  private final List<TypeFacts> found = new ArrayList<>();

  private SourceFacts(FileNames names, SourceText source) {
    this.source = source;
    this.names = names;
  }

  /**
   * The facts of every type of a file, member types included, local and anonymous ones left out.
   *
   * @return in order of the text, enclosing types before their members; may be empty
   */
  public static List<TypeFacts> of(CompilationUnit unit, SourceText source) {
    return of(unit, namesOf(unit), source);
  }

  /** The same of a tree without imports. */
  static List<TypeFacts> of(CompilationUnit unit, List<Import> imports, SourceText source) {
    return of(unit, names(unit, imports.stream()), source);
  }

  private static List<TypeFacts> of(CompilationUnit unit, FileNames names, SourceText source) {
    SourceFacts reader = new SourceFacts(names, source);
    String prefix = reader.names.packageName().isEmpty() ? "" : reader.names.packageName() + ".";
    unit.getTypes().forEach(type -> reader.read(type, prefix));
    return List.copyOf(reader.found);
  }

  /**
   * The facts of one declaration inside a body.
   *
   * @param name to be known by; unique in the file
   * @return the declared type first, its member types behind it
   */
  public static List<TypeFacts> ofLocal(
      TypeDeclaration<?> type, String name, CompilationUnit unit, SourceText source) {
    SourceFacts reader = new SourceFacts(namesOf(unit), source);
    reader.readAs(type, name);
    return List.copyOf(reader.found);
  }

  /**
   * The facts of an anonymous class.
   *
   * @param name to be known by; unique in the file
   * @return the class first, its member types behind it
   */
  public static List<TypeFacts> ofAnonymous(
      ObjectCreationExpr creation, String name, CompilationUnit unit, SourceText source) {
    SourceFacts reader = new SourceFacts(namesOf(unit), source);
    reader.add(
        name,
        Kind.CLASS,
        0,
        new NodeList<>(),
        List.of(written(creation.getType())),
        creation.getAnonymousClassBody().orElseGet(NodeList::new),
        List.of(),
        List.of(),
        List.of(),
        creation);
    return List.copyOf(reader.found);
  }

  /** What simple names mean in a file. */
  public static FileNames namesOf(CompilationUnit unit) {
    return names(
        unit,
        unit.getImports().stream()
            .map(i -> new Import(i.getNameAsString(), i.isStatic(), i.isAsterisk())));
  }

  private static FileNames names(CompilationUnit unit, Stream<Import> imports) {
    List<String> single = new ArrayList<>();
    List<String> onDemand = new ArrayList<>();
    List<String> statics = new ArrayList<>();
    List<String> staticOnDemand = new ArrayList<>();
    imports.forEach(
        imported -> {
          List<String> kind =
              imported.isStatic()
                  ? imported.isOnDemand() ? staticOnDemand : statics
                  : imported.isOnDemand() ? onDemand : single;
          kind.add(imported.name());
        });
    return new FileNames(
        unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse(""),
        List.copyOf(single),
        List.copyOf(onDemand),
        List.copyOf(statics),
        List.copyOf(staticOnDemand));
  }

  /** A type as facts keep it: without annotations and comments. */
  public static String written(Type type) {
    return type.asString();
  }

  private void read(TypeDeclaration<?> type, String prefix) {
    readAs(type, prefix + type.getNameAsString());
  }

  private void readAs(TypeDeclaration<?> type, String name) {
    List<String> supertypes = new ArrayList<>();
    List<FieldFacts> fields = new ArrayList<>();
    List<MethodFacts> methods = new ArrayList<>();
    NodeList<TypeParameter> parameters = new NodeList<>();
    Kind kind = Kind.CLASS;
    if (type instanceof ClassOrInterfaceDeclaration declared) {
      kind = declared.isInterface() ? Kind.INTERFACE : Kind.CLASS;
      parameters = declared.getTypeParameters();
      declared.getExtendedTypes().forEach(t -> supertypes.add(written(t)));
      declared.getImplementedTypes().forEach(t -> supertypes.add(written(t)));
    } else if (type instanceof EnumDeclaration declared) {
      kind = Kind.ENUM;
      supertypes.add("java.lang.Enum<" + name + ">");
      declared.getImplementedTypes().forEach(t -> supertypes.add(written(t)));
      for (EnumConstantDeclaration constant : declared.getEntries()) {
        fields.add(
            new FieldFacts(
                constant.getNameAsString(),
                Modifiers.PUBLIC | Modifiers.STATIC | Modifiers.FINAL,
                name,
                lineOf(constant)));
      }
      methods.add(method("values", Modifiers.PUBLIC | Modifiers.STATIC, name + "[]", List.of()));
      methods.add(
          method(
              "valueOf", Modifiers.PUBLIC | Modifiers.STATIC, name, List.of("java.lang.String")));
    } else if (type instanceof RecordDeclaration declared) {
      kind = Kind.RECORD;
      parameters = declared.getTypeParameters();
      supertypes.add("java.lang.Record");
      declared.getImplementedTypes().forEach(t -> supertypes.add(written(t)));
      readComponents(declared, fields, methods);
    } else {
      kind = Kind.ANNOTATION;
    }
    add(
        name,
        kind,
        Modifiers.of(type.getModifiers()),
        parameters,
        supertypes,
        type.getMembers(),
        fields,
        methods,
        annotationsOf(type.getAnnotations()),
        type);
  }

  private void readComponents(
      RecordDeclaration declared, List<FieldFacts> fields, List<MethodFacts> methods) {
    List<String> types = new ArrayList<>();
    for (Parameter component : declared.getParameters()) {
      String written = written(component.getType()) + (component.isVarArgs() ? "[]" : "");
      types.add(written);
      fields.add(
          new FieldFacts(
              component.getNameAsString(),
              Modifiers.PRIVATE | Modifiers.FINAL,
              written,
              lineOf(component)));
      boolean explicit =
          declared.getMethodsByName(component.getNameAsString()).stream()
              .anyMatch(m -> m.getParameters().isEmpty());
      if (!explicit) {
        methods.add(method(component.getNameAsString(), Modifiers.PUBLIC, written, List.of()));
      }
    }
    methods.add(method("<init>", Modifiers.PUBLIC, "void", types));
  }

  private static MethodFacts method(
      String name, int modifiers, String returns, List<String> parameters) {
    return new MethodFacts(
        name, modifiers, List.of(), returns, parameters, List.of(), List.of(), Set.of(), 0);
  }

  private void add(
      String name,
      Kind kind,
      int modifiers,
      NodeList<TypeParameter> parameters,
      List<String> supertypes,
      List<? extends BodyDeclaration<?>> members,
      List<FieldFacts> givenFields,
      List<MethodFacts> givenMethods,
      List<String> annotations,
      Node declaration) {
    List<FieldFacts> fields = new ArrayList<>(givenFields);
    List<MethodFacts> methods = new ArrayList<>(givenMethods);
    List<String> memberTypes = new ArrayList<>();
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        readField(field, kind, fields);
      } else if (member instanceof CallableDeclaration<?> callable) {
        methods.add(read(callable, kind));
      } else if (member instanceof AnnotationMemberDeclaration element) {
        methods.add(
            method(
                element.getNameAsString(),
                Modifiers.PUBLIC | Modifiers.ABSTRACT,
                written(element.getType()),
                List.of()));
      } else if (member instanceof CompactConstructorDeclaration) {
        continue;
      } else if (member instanceof TypeDeclaration<?> type) {
        memberTypes.add(type.getNameAsString());
      }
    }
    found.add(
        new TypeFacts(
            name,
            kind,
            modifiers,
            parametersOf(parameters),
            List.copyOf(supertypes),
            List.copyOf(fields),
            List.copyOf(methods),
            List.copyOf(memberTypes),
            annotations,
            names,
            source.path(),
            lineOf(declaration)));
    for (BodyDeclaration<?> member : members) {
      if (member instanceof TypeDeclaration<?> type) {
        read(type, name + ".");
      }
    }
  }

  private void readField(FieldDeclaration field, Kind kind, List<FieldFacts> fields) {
    int modifiers = Modifiers.of(field.getModifiers());
    if (kind == Kind.INTERFACE || kind == Kind.ANNOTATION) {
      modifiers |= Modifiers.PUBLIC | Modifiers.STATIC | Modifiers.FINAL;
    }
    for (VariableDeclarator variable : field.getVariables()) {
      fields.add(
          new FieldFacts(
              variable.getNameAsString(),
              modifiers,
              written(variable.getType()),
              lineOf(variable)));
    }
  }

  private MethodFacts read(CallableDeclaration<?> callable, Kind kind) {
    int modifiers = Modifiers.of(callable.getModifiers());
    boolean inInterface = kind == Kind.INTERFACE || kind == Kind.ANNOTATION;
    if (inInterface && !Modifiers.has(modifiers, Modifiers.PRIVATE)) {
      modifiers |= Modifiers.PUBLIC;
    }
    if (callable instanceof MethodDeclaration method && inInterface && method.getBody().isEmpty()) {
      modifiers |= Modifiers.ABSTRACT;
    }
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : callable.getParameters()) {
      String written = written(parameter.getType());
      if (parameter.isVarArgs()) {
        modifiers |= Modifiers.VARARGS;
        written += "[]";
      }
      parameters.add(written);
    }
    boolean constructor = callable instanceof ConstructorDeclaration;
    return new MethodFacts(
        constructor ? "<init>" : callable.getNameAsString(),
        modifiers,
        parametersOf(callable.getTypeParameters()),
        constructor ? "void" : written(((MethodDeclaration) callable).getType()),
        List.copyOf(parameters),
        callable.getThrownExceptions().stream().map(t -> t.asString()).toList(),
        annotationsOf(callable.getAnnotations()),
        BodyTraits.of(callable, source),
        lineOf(callable));
  }

  private static List<TypeParameterFacts> parametersOf(NodeList<TypeParameter> parameters) {
    return parameters.stream()
        .map(
            p ->
                new TypeParameterFacts(
                    p.getNameAsString(),
                    p.getTypeBound().isEmpty() ? "" : written(p.getTypeBound().get(0))))
        .toList();
  }

  private static List<String> annotationsOf(NodeList<AnnotationExpr> annotations) {
    return annotations.stream().map(a -> a.getName().getIdentifier()).toList();
  }

  private int lineOf(Node declaration) {
    // The class of a compact source file (JLS 8.1.8) has a name that nobody wrote.
    boolean isNamed =
        !(declaration instanceof ClassOrInterfaceDeclaration type && type.isCompact());
    Node named =
        isNamed && declaration instanceof NodeWithSimpleName<?> simple
            ? simple.getName()
            : declaration;
    return source.lineOf(source.rangeOf(named).start());
  }
}
