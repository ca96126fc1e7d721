package dev.belay.linter.index;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
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
import com.github.javaparser.ast.nodeTypes.NodeWithExtends;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import dev.belay.linter.index.FileNames.Import;
import dev.belay.linter.index.TypeFacts.Kind;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;

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
    SourceFacts reader = new SourceFacts(namesOf(unit), source);
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
    DeclaredType declared =
        new DeclaredType(name, Kind.CLASS, 0, List.of(), List.of(), reader.lineOf(creation));
    declared.addSupertype(written(creation.getType()));
    reader.readMembers(declared, creation.getAnonymousClassBody().orElseGet(NodeList::new));
    return List.copyOf(reader.found);
  }

  /** What simple names mean in a file. */
  public static FileNames namesOf(CompilationUnit unit) {
    return FileNames.of(
        unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse(""),
        unit.getImports().stream()
            .map(i -> new Import(i.getNameAsString(), i.isStatic(), i.isAsterisk()))
            .toList());
  }

  /** A type as facts keep it: without annotations and comments. */
  public static String written(Type type) {
    return type.asString();
  }

  private void read(TypeDeclaration<?> type, String prefix) {
    readAs(type, prefix + type.getNameAsString());
  }

  private void readAs(TypeDeclaration<?> type, String name) {
    DeclaredType declared =
        new DeclaredType(
            name,
            kindOf(type),
            Modifiers.of(type.getModifiers()),
            type instanceof NodeWithTypeParameters<?> generic
                ? parametersOf(generic.getTypeParameters())
                : List.of(),
            annotationsOf(type.getAnnotations()),
            lineOf(type));
    if (type instanceof NodeWithExtends<?> extending) {
      extending.getExtendedTypes().forEach(t -> declared.addSupertype(written(t)));
    }
    if (type instanceof NodeWithImplements<?> implementing) {
      implementing.getImplementedTypes().forEach(t -> declared.addSupertype(written(t)));
    }
    if (type instanceof EnumDeclaration enumeration) {
      for (EnumConstantDeclaration constant : enumeration.getEntries()) {
        declared.addConstant(constant.getNameAsString(), lineOf(constant));
      }
    } else if (type instanceof RecordDeclaration composed) {
      for (Parameter component : composed.getParameters()) {
        declared.addComponent(
            component.getNameAsString(), writtenWhole(component), lineOf(component));
      }
    }
    readMembers(declared, type.getMembers());
  }

  private static Kind kindOf(TypeDeclaration<?> type) {
    if (type instanceof ClassOrInterfaceDeclaration declared) {
      return declared.isInterface() ? Kind.INTERFACE : Kind.CLASS;
    }
    return type instanceof EnumDeclaration
        ? Kind.ENUM
        : type instanceof RecordDeclaration ? Kind.RECORD : Kind.ANNOTATION;
  }

  private void readMembers(DeclaredType declared, List<? extends BodyDeclaration<?>> members) {
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        readField(field, declared);
      } else if (member instanceof CallableDeclaration<?> callable) {
        declared.add(
            read(callable),
            !(callable instanceof MethodDeclaration method) || method.getBody().isPresent());
      } else if (member instanceof AnnotationMemberDeclaration element) {
        declared.addElement(element.getNameAsString(), written(element.getType()));
      } else if (member instanceof TypeDeclaration<?> type) {
        declared.addMemberType(type.getNameAsString());
      }
    }
    found.add(declared.facts(names, source.path()));
    for (BodyDeclaration<?> member : members) {
      if (member instanceof TypeDeclaration<?> type) {
        read(type, declared.name() + ".");
      }
    }
  }

  private void readField(FieldDeclaration field, DeclaredType declared) {
    int modifiers = Modifiers.of(field.getModifiers());
    List<String> annotations = annotationsOf(field.getAnnotations());
    for (VariableDeclarator variable : field.getVariables()) {
      declared.addField(
          variable.getNameAsString(),
          modifiers,
          written(variable.getType()),
          annotations,
          lineOf(variable));
    }
  }

  private MethodFacts read(CallableDeclaration<?> callable) {
    boolean constructor = callable instanceof ConstructorDeclaration;
    boolean variable = callable.getParameters().stream().anyMatch(Parameter::isVarArgs);
    return new MethodFacts(
        constructor ? "<init>" : callable.getNameAsString(),
        Modifiers.of(callable.getModifiers()) | (variable ? Modifiers.VARARGS : 0),
        parametersOf(callable.getTypeParameters()),
        constructor ? "void" : written(((MethodDeclaration) callable).getType()),
        callable.getParameters().stream().map(SourceFacts::writtenWhole).toList(),
        callable.getThrownExceptions().stream().map(t -> t.asString()).toList(),
        annotationsOf(callable.getAnnotations()),
        BodyTraits.of(callable, source),
        lineOf(callable));
  }

  private static String writtenWhole(Parameter parameter) {
    return written(parameter.getType()) + (parameter.isVarArgs() ? "[]" : "");
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
