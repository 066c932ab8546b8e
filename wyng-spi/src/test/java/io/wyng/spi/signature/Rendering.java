package io.wyng.spi.signature;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from class files what plugins see. */
final class Rendering {

  private static final int CLASS_MODIFIERS =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC;

  /** Types of constants, whose values compilers copy into the plugins. */
  private static final Set<Class<?>> COPIED =
      Set.of(
          boolean.class,
          byte.class,
          char.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          String.class);

  private Rendering() {}

  /** Of all these types those that can be seen, and of their nested types too. */
  static Signature of(Stream<Class<?>> types) {
    return Signature.of(types.flatMap(Rendering::withNested).map(Rendering::type).toList());
  }

  private static Stream<Class<?>> withNested(Class<?> type) {
    return isSeen(type.getModifiers())
        ? Stream.concat(
            Stream.of(type),
            Arrays.stream(type.getDeclaredClasses()).flatMap(Rendering::withNested))
        : Stream.of();
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static ApiType type(Class<?> type) {
    List<String> members =
        Stream.of(
                seen(type.getDeclaredFields()).map(Rendering::field),
                seen(type.getDeclaredConstructors()).map(Constructor::toGenericString),
                seen(type.getDeclaredMethods()).map(Method::toGenericString))
            .flatMap(Function.identity())
            .map(member -> member.replace(type.getName() + ".", ""))
            .toList();
    return new ApiType(type.getName(), declaration(type), members);
  }

  private static <M extends Member> Stream<M> seen(M[] members) {
    return Arrays.stream(members)
        .filter(member -> isSeen(member.getModifiers()) && !member.isSynthetic());
  }

  private static String field(Field field) {
    int modifiers = field.getModifiers();
    boolean copied =
        Modifier.isStatic(modifiers)
            && Modifier.isFinal(modifiers)
            && COPIED.contains(field.getType());
    return field.toGenericString() + (copied ? " = " + value(field) : "");
  }

  private static Object value(Field constant) {
    try {
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError("Only protected constants are out of reach: " + constant, e);
    }
  }

  private static String declaration(Class<?> type) {
    return Modifier.toString(type.getModifiers() & CLASS_MODIFIERS)
        + (type.isSealed() ? " sealed " : " ")
        + kind(type)
        + listed(" <", Arrays.stream(type.getTypeParameters()).map(Rendering::parameter), ">")
        + listed(" (", components(type), ")")
        + listed(" extends ", superclass(type), "")
        + listed(
            type.isInterface() ? " extends " : " implements ",
            names(type.getGenericInterfaces()),
            "")
        + listed(" permits ", type.isSealed() ? names(type.getPermittedSubclasses()) : none(), "");
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    } else if (type.isInterface()) {
      return "interface";
    } else if (type.isRecord()) {
      return "record";
    }
    return type.isEnum() ? "enum" : "class";
  }

  private static String parameter(TypeVariable<?> parameter) {
    return parameter.getName()
        + " extends "
        + names(parameter.getBounds()).collect(Collectors.joining(" & "));
  }

  private static Stream<String> components(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(component -> component.getGenericType().getTypeName() + " " + component.getName())
        : none();
  }

  private static Stream<String> superclass(Class<?> type) {
    return Stream.ofNullable(type.getGenericSuperclass()).map(Type::getTypeName);
  }

  private static Stream<String> names(Type[] types) {
    return Arrays.stream(types).map(Type::getTypeName);
  }

  private static Stream<String> none() {
    return Stream.of();
  }

  private static String listed(String before, Stream<String> words, String after) {
    String joined = words.collect(Collectors.joining(", "));
    return joined.isEmpty() ? "" : before + joined + after;
  }
}
