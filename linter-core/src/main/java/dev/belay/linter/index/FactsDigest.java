package dev.belay.linter.index;

import dev.belay.linter.source.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * All that the facts of a type say, as one number: two that differ in anything a check could ask
 * for have different ones, up to chance.
 */
public final class FactsDigest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private FactsDigest() {}

  /** The digest of a type's facts; the same on every machine. */
  public static long of(TypeFacts type) {
    FactsDigest digest = new FactsDigest();
    try {
      digest.write(type);
    } catch (IOException e) {
      throw new UncheckedIOException("memory refuses bytes", e);
    }
    return Digest.of(digest.bytes.toByteArray());
  }

  private void write(TypeFacts type) throws IOException {
    write(type.name());
    out.writeByte(type.kind().ordinal());
    out.writeInt(type.modifiers());
    writeParameters(type.typeParameters());
    write(type.supertypes());
    out.writeInt(type.fields().size());
    for (FieldFacts field : type.fields()) {
      write(field.name());
      out.writeInt(field.modifiers());
      write(field.type());
      out.writeInt(field.line());
    }
    out.writeInt(type.methods().size());
    for (MethodFacts method : type.methods()) {
      write(method);
    }
    write(type.memberTypes());
    write(type.annotations());
    write(type.names());
    write(type.path());
    out.writeInt(type.line());
  }

  private void write(MethodFacts method) throws IOException {
    write(method.name());
    out.writeInt(method.modifiers());
    writeParameters(method.typeParameters());
    write(method.returns());
    write(method.parameters());
    write(method.throwing());
    write(method.annotations());
    int traits = 0;
    for (BodyTrait trait : method.traits()) {
      traits |= 1 << trait.ordinal();
    }
    out.writeInt(traits);
    out.writeInt(method.line());
  }

  private void write(FileNames names) throws IOException {
    write(names.packageName());
    write(names.imports());
    write(names.onDemandImports());
    write(names.staticImports());
    write(names.staticOnDemandImports());
  }

  private void writeParameters(List<TypeParameterFacts> parameters) throws IOException {
    out.writeInt(parameters.size());
    for (TypeParameterFacts parameter : parameters) {
      write(parameter.name());
      write(parameter.bound());
    }
  }

  private void write(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(text);
    }
  }

  private void write(String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }
}
