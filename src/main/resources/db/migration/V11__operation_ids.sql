-- Operations are recorded by their documented ids. What was recorded by verb and path gets the id; what is the path of an operation
-- without the verb that was called stays.
create temporary table operation_of_route on commit drop as
select *
  from (values
      ('GET /identity/oauth/token', 'identityUsingGET'),
      ('POST /identity/oauth/token', 'identityUsingPOST'),
      ('GET /rest/v1/lead/{leadId}.json', 'getLeadByIdUsingGET'),
      ('GET /rest/v1/leads.json', 'getLeadsByFilterUsingGET'),
      ('POST /rest/v1/leads.json', 'syncLeadUsingPOST'),
      ('DELETE /rest/v1/leads.json', 'deleteLeadsUsingDELETE'),
      ('POST /rest/v1/leads/delete.json', 'deleteLeadsUsingPOST'),
      ('GET /rest/v1/leads/describe.json', 'describeUsingGET_2'),
      ('GET /rest/v1/stats/errors.json', 'getDailyErrorsUsingGET'),
      ('GET /rest/v1/stats/errors/last7days.json', 'getLast7DaysErrorsUsingGET'),
      ('GET /rest/v1/stats/usage.json', 'getDailyUsageUsingGET'),
      ('GET /rest/v1/stats/usage/last7days.json', 'getLast7DaysUsageUsingGET')) as known (route, id);

update api_operation o set operation = k.id from operation_of_route k where o.operation = k.route;
update service_operation o set operation = k.id from operation_of_route k where o.operation = k.route;
update denial d set operation = k.id from operation_of_route k where d.operation = k.route;

-- What an operation asks for is a list of groups, of each of which one permission is needed.
update denial
   set why = jsonb_set(
           why #- '{cause,needed,anyOf}' #- '{cause,needed,allOf}',
           '{cause,needed,groups}',
           case when jsonb_array_length(why #> '{cause,needed,anyOf}') > 0
                then jsonb_build_array(why #> '{cause,needed,anyOf}') else '[]' end
           || coalesce((select jsonb_agg(jsonb_build_array(permission))
                          from jsonb_array_elements(why #> '{cause,needed,allOf}') as permission), '[]'))
 where why #> '{cause,needed,anyOf}' is not null;
