package dev.tavilypipeline.kit.http;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A misspelt parameter is an error and not silently nothing. Methods that take the
 * {@link UriInfo} or a bean of parameters check it themselves.
 */
class KnownParameters {

    @ServerRequestFilter
    void refuseOthers(ResourceInfo resource, UriInfo uri) {
        Set<String> given = uri.getQueryParameters().keySet();
        if (given.isEmpty() || readsThemItself(resource.getResourceMethod())) {
            return;
        }
        Set<String> known = names(resource.getResourceMethod());
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw ProblemException.badField(name, "parameter '" + name + "' is not known; "
                    + (known.isEmpty() ? "there is none here" : "known are " + String.join(", ", known)));
        });
    }

    private static boolean readsThemItself(Method method) {
        return Arrays.stream(method.getParameters()).anyMatch(
                parameter -> parameter.getType() == UriInfo.class || parameter.isAnnotationPresent(BeanParam.class));
    }

    private static Set<String> names(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                names.add(parameter.getAnnotation(QueryParam.class).value());
            }
        }
        return names;
    }
}
