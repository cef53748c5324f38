package io.postern.access.operation;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** The {@link OperationTable} of the resources that this server has under the API prefixes; the others are pages. */
@Singleton
public final class Operations {
    private final OperationTable table;

    Operations(BeanManager beans) {
        Set<Class<?>> resources = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (OperationTable.isOfTheApi(bean.getBeanClass())) {
                resources.add(bean.getBeanClass());
            }
        }
        this.table = OperationTable.of(resources);
    }

    public OperationTable table() {
        return table;
    }
}
