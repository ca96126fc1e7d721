package dev.belay.linter.index;

import dev.belay.linter.index.TypeFacts.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A type while its declaration is read. It is told what is written, in order of the text, and adds
 * what the language does (members of enums and records, modifiers in interfaces) and Lombok.
 */
final class DeclaredType {

  private final String name;
  private final Kind kind;
  private final int modifiers;
  private final List<TypeParameterFacts> typeParameters;
  private final List<String> annotations;
  private final int line;
  private final List<String> supertypes = new ArrayList<>();
  private final List<FieldFacts> fields = new ArrayList<>();
  private final List<FieldFacts> components = new ArrayList<>();
  private final List<MethodFacts> methods = new ArrayList<>();
  private final List<String> memberTypes = new ArrayList<>();
  private final Map<String, List<String>> annotationsByField = new HashMap<>();

  /** A type of which the parts of {@link TypeFacts} are known that stand before its body. */
  DeclaredType(
      String name,
      Kind kind,
      int modifiers,
      List<TypeParameterFacts> typeParameters,
      List<String> annotations,
      int line) {
    this.name = name;
    this.kind = kind;
    this.modifiers = modifiers;
    this.typeParameters = typeParameters;
    this.annotations = annotations;
    this.line = line;
    if (kind == Kind.ENUM) {
      supertypes.add("java.lang.Enum<" + name + ">");
      int bits = Modifiers.PUBLIC | Modifiers.STATIC;
      methods.add(unwritten("values", bits, name + "[]", List.of()));
      methods.add(unwritten("valueOf", bits, name, List.of("java.lang.String")));
    } else if (kind == Kind.RECORD) {
      supertypes.add("java.lang.Record");
    }
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  void addSupertype(String written) {
    supertypes.add(written);
  }

  /** Adds a constant of an enum. */
  void addConstant(String constant, int at) {
    int bits = Modifiers.PUBLIC | Modifiers.STATIC | Modifiers.FINAL;
    fields.add(new FieldFacts(constant, bits, name, at));
  }

  /** Adds a component of a record; one of a variable number has the type of an array. */
  void addComponent(String component, String written, int at) {
    int bits = Modifiers.PRIVATE | Modifiers.FINAL;
    components.add(new FieldFacts(component, bits, written, at));
  }

  /** Adds a field with the simple names of its annotations. */
  void addField(String field, int written, String type, List<String> annotated, int at) {
    int implied = isInterface() ? Modifiers.PUBLIC | Modifiers.STATIC | Modifiers.FINAL : 0;
    fields.add(new FieldFacts(field, written | implied, type, at));
    if (!annotated.isEmpty()) {
      annotationsByField.put(field, annotated);
    }
  }

  /** Adds an element of an annotation. */
  void addElement(String element, String type) {
    methods.add(unwritten(element, Modifiers.PUBLIC | Modifiers.ABSTRACT, type, List.of()));
  }

  /**
   * Adds a method or constructor.
   *
   * @param written as it stands in the text: without what its being in an interface means
   * @param hasBody whether it has one
   */
  void add(MethodFacts written, boolean hasBody) {
    int bits = written.modifiers();
    if (isInterface() && !Modifiers.has(bits, Modifiers.PRIVATE)) {
      bits |= Modifiers.PUBLIC;
    }
    if (isInterface() && !hasBody) {
      bits |= Modifiers.ABSTRACT;
    }
    methods.add(
        bits == written.modifiers()
            ? written
            : new MethodFacts(
                written.name(),
                bits,
                written.typeParameters(),
                written.returns(),
                written.parameters(),
                written.throwing(),
                written.annotations(),
                written.traits(),
                written.line()));
  }

  void addMemberType(String simpleName) {
    memberTypes.add(simpleName);
  }

  /** The facts, once all is added. */
  TypeFacts facts(FileNames names, String path) {
    List<FieldFacts> allFields = new ArrayList<>(components);
    allFields.addAll(fields);
    List<MethodFacts> allMethods = new ArrayList<>();
    if (kind == Kind.RECORD) {
      addMembersOfComponents(allMethods);
    }
    allMethods.addAll(methods);
    addGetters(names, allMethods);
    return new TypeFacts(
        name,
        kind,
        modifiers,
        typeParameters,
        List.copyOf(supertypes),
        List.copyOf(allFields),
        List.copyOf(allMethods),
        List.copyOf(memberTypes),
        annotations,
        names,
        path,
        line);
  }

  /** Accessors that are not declared, and the canonical constructor (JLS 8.10). */
  private void addMembersOfComponents(List<MethodFacts> into) {
    components.forEach(c -> addAccessor(c.name(), Modifiers.PUBLIC, c.type(), into));
    List<String> types = components.stream().map(FieldFacts::type).toList();
    into.add(unwritten("<init>", Modifiers.PUBLIC, "void", types));
  }

  /** Getters that Lombok writes, as far as they are not declared. */
  private void addGetters(FileNames names, List<MethodFacts> into) {
    boolean all = LombokGetters.areAskedBy(annotations, names);
    if (!all && annotationsByField.isEmpty()) {
      return;
    }
    boolean fluent = LombokGetters.mayBeFluent(annotations, names);
    for (FieldFacts field : fields) {
      List<String> annotated = annotationsByField.getOrDefault(field.name(), List.of());
      int bits = field.modifiers() & Modifiers.STATIC;
      if (LombokGetters.areAskedBy(annotated, names) || all && bits == 0) {
        bits |= Modifiers.PUBLIC;
        addAccessor(LombokGetters.nameOf(field), bits, field.type(), into);
        if (fluent || LombokGetters.mayBeFluent(annotated, names)) {
          addAccessor(field.name(), bits, field.type(), into);
        }
      }
    }
  }

  private void addAccessor(String accessor, int bits, String type, List<MethodFacts> into) {
    if (methods.stream().noneMatch(m -> m.name().equals(accessor) && m.parameters().isEmpty())) {
      into.add(unwritten(accessor, bits, type, List.of()));
    }
  }

  private boolean isInterface() {
    return kind == Kind.INTERFACE || kind == Kind.ANNOTATION;
  }

  private static MethodFacts unwritten(
      String name, int modifiers, String returns, List<String> parameters) {
    return new MethodFacts(
        name, modifiers, List.of(), returns, parameters, List.of(), List.of(), Set.of(), 0);
  }
}
