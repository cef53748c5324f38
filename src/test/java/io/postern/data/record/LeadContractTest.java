package io.postern.data.record;

import io.postern.data.leads.Leads;

class LeadContractTest extends RecordKindContract {
    LeadContractTest() {
        super(new Subject(
                Leads.KIND, "syncLeadUsingPOST", "getLeadsByFilterUsingGET", "email", "firstName", "twitterId"));
    }
}
