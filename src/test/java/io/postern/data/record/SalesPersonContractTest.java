package io.postern.data.record;

import io.postern.data.objects.SalesPersons;

class SalesPersonContractTest extends RecordKindContract {
    SalesPersonContractTest() {
        super(new Subject(
                SalesPersons.KIND,
                "syncSalesPersonsUsingPOST",
                "getSalesPersonUsingGET",
                "externalSalesPersonId",
                "firstName",
                "email"));
    }
}
