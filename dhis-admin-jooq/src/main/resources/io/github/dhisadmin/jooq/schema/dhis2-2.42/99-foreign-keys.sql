-- Foreign keys, last because many tables refer to each other. DHIS2 uses some constraint names in several tables;
-- jOOQ, which reads this file too, wants names that are unique in the schema, so it does not see the repeated ones.

alter table attribute
  add constraint fk_attribute_optionsetid foreign key (optionsetid) references optionset (optionsetid),
  add constraint fk_attribute_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_lastupdateby_userid
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table attributevalue
  add constraint fk_attributevalue_attributeid foreign key (attributeid) references attribute (attributeid);

alter table configuration
  add constraint fk_configuration_facilityorgunitgroupset
    foreign key (facilityorgunitgroupset) references orgunitgroupset (orgunitgroupsetid),
  add constraint fk_configuration_facilityorgunitlevel
    foreign key (facilityorgunitlevel) references orgunitlevel (orgunitlevelid),
  add constraint fk_configuration_feedback_recipients
    foreign key (feedbackrecipientsid) references usergroup (usergroupid),
  add constraint fk_configuration_infrastructural_dataelements
    foreign key (infrastructuraldataelementsid) references dataelementgroup (dataelementgroupid),
  add constraint fk_configuration_infrastructural_indicators
    foreign key (infrastructuralindicatorsid) references indicatorgroup (indicatorgroupid),
  add constraint fk_configuration_infrastructural_periodtype
    foreign key (infrastructuralperiodtypeid) references periodtype (periodtypeid),
  add constraint fk_configuration_offline_orgunit_level
    foreign key (offlineorgunitlevelid) references orgunitlevel (orgunitlevelid),
  add constraint fk_configuration_selfregistrationorgunit
    foreign key (selfregistrationorgunit) references organisationunit (organisationunitid),
  add constraint fk_configuration_selfregistrationrole
    foreign key (selfregistrationrole) references userrole (userroleid),
  add constraint fk_configuration_systemupdatenotification_recipients
    foreign key (systemupdatenotificationrecipientsid) references usergroup (usergroupid);

alter table constant
  add constraint fk_constant_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table datastatistics
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table document
  add constraint fk_document_fileresourceid foreign key (fileresource) references fileresource (fileresourceid),
  add constraint fk_document_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table fileresource
  add constraint fk_fileresource_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table jobconfiguration
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table keyjsonvalue
  add constraint fk_keyjsonvalue_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table metadataproposal
  add constraint fk_createdby_userid foreign key (createdby) references userinfo (userinfoid),
  add constraint fk_finalisedby_userid foreign key (finalisedby) references userinfo (userinfoid);

alter table metadataversion
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table report
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_report_relativeperiodsid
    foreign key (relativeperiodsid) references relativeperiods (relativeperiodsid),
  add constraint fk_report_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_report_visualizationid foreign key (visualizationid) references visualization (visualizationid);

alter table sqlview
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_sqlview_userid foreign key (userid) references userinfo (userinfoid);

alter table tablehook
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table userkeyjsonvalue
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_userkeyjsonvalue_user foreign key (userid) references userinfo (userinfoid);

alter table userinfo
  add constraint fk_user_fileresourceid foreign key (avatar) references fileresource (fileresourceid);

alter table usergroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_usergroup_userid foreign key (userid) references userinfo (userinfoid);

alter table userrole
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_userrole_userid foreign key (userid) references userinfo (userinfoid);

alter table userdatavieworgunits
  add constraint fk_userdatavieworgunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_userdatavieworgunits_userinfoid foreign key (userinfoid) references userinfo (userinfoid);

alter table usergroupmanaged
  add constraint fk_usergroupmanaging_managedbygroupid
    foreign key (managedbygroupid) references usergroup (usergroupid),
  add constraint fk_usergroupmanaging_managedgroupid foreign key (managedgroupid) references usergroup (usergroupid);

alter table usergroupmembers
  add constraint fk_usergroupmembers_usergroupid foreign key (usergroupid) references usergroup (usergroupid),
  add constraint fk_usergroupmembers_userid foreign key (userid) references userinfo (userinfoid);

alter table usermembership
  add constraint fk_userinfo_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_usermembership_userinfoid foreign key (userinfoid) references userinfo (userinfoid);

alter table userroleauthorities
  add constraint fk_userroleauthorities_userroleid foreign key (userroleid) references userrole (userroleid);

alter table userrolemembers
  add constraint fk_userrolemembers_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_userrolemembers_userroleid foreign key (userroleid) references userrole (userroleid);

alter table userrolerestrictions
  add constraint fk_userrolerestrictions_userroleid foreign key (userroleid) references userrole (userroleid);

alter table users_catdimensionconstraints
  add constraint fk_fk_users_catconstraints_dataelementcategoryid
    foreign key (dataelementcategoryid) references category (categoryid),
  add constraint fk_users_catconstraints_userid foreign key (userid) references userinfo (userinfoid);

alter table usersetting
  add constraint fk_usersetting_userinfoid foreign key (userinfoid) references userinfo (userinfoid);

alter table userteisearchorgunits
  add constraint fk_userteisearchorgunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_userteisearchorgunits_userinfoid foreign key (userinfoid) references userinfo (userinfoid);

alter table period
  add constraint fk_period_periodtypeid foreign key (periodtypeid) references periodtype (periodtypeid);

alter table organisationunit
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_organisationunit_fileresourceid foreign key (image) references fileresource (fileresourceid),
  add constraint fk_organisationunit_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_parentid foreign key (parentid) references organisationunit (organisationunitid);

alter table orgunitlevel
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table orgunitgroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_orgunitgroup_userid foreign key (userid) references userinfo (userinfoid);

alter table orgunitgroupmembers
  add constraint fk_orgunitgroup_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_orgunitgroupmembers_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid);

alter table orgunitgroupset
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_orgunitgroupset_userid foreign key (userid) references userinfo (userinfoid);

alter table orgunitgroupsetmembers
  add constraint fk_orgunitgroupset_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid),
  add constraint fk_orgunitgroupsetmembers_orgunitgroupsetid
    foreign key (orgunitgroupsetid) references orgunitgroupset (orgunitgroupsetid);

alter table category
  add constraint fk_dataelementcategory_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categoryoption
  add constraint fk_dataelementcategoryoption_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categorycombo
  add constraint fk_categorycombo_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categoryoptioncombo
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categories_categoryoptions
  add constraint fk_categories_categoryoptions_categoryid foreign key (categoryid) references category (categoryid),
  add constraint fk_category_categoryoptionid
    foreign key (categoryoptionid) references categoryoption (categoryoptionid);

alter table categorycombos_categories
  add constraint fk_categorycombo_categoryid foreign key (categoryid) references category (categoryid),
  add constraint fk_categorycombos_categories_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid);

alter table categorycombos_optioncombos
  add constraint fk_categorycombo_categoryoptioncomboid
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_categorycombos_optioncombos_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid);

alter table categoryoption_organisationunits
  add constraint fk_categoryoption_organisationunits_categoryoptionid
    foreign key (categoryoptionid) references categoryoption (categoryoptionid),
  add constraint fk_categoryoption_organisationunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid);

alter table categoryoptioncombos_categoryoptions
  add constraint fk_categoryoption_categoryoptioncomboid
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_categoryoptioncombos_categoryoptions_categoryoptionid
    foreign key (categoryoptionid) references categoryoption (categoryoptionid);

alter table categoryoptiongroup
  add constraint fk_categoryoptiongroup_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categoryoptiongroupmembers
  add constraint fk_categoryoptiongroupmembers_categoryoptiongroupid
    foreign key (categoryoptionid) references categoryoption (categoryoptionid),
  add constraint fk_categoryoptiongroupmembers_categoryoptionid
    foreign key (categoryoptiongroupid) references categoryoptiongroup (categoryoptiongroupid);

alter table categoryoptiongroupset
  add constraint fk_categoryoptiongroupset_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table categoryoptiongroupsetmembers
  add constraint fk_categoryoptiongroupsetmembers_categoryoptiongroupid
    foreign key (categoryoptiongroupid) references categoryoptiongroup (categoryoptiongroupid),
  add constraint fk_categoryoptiongroupsetmembers_categoryoptiongroupsetid
    foreign key (categoryoptiongroupsetid) references categoryoptiongroupset (categoryoptiongroupsetid);

alter table dataelement
  add constraint fk_dataelement_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_dataelement_commentoptionsetid
    foreign key (commentoptionsetid) references optionset (optionsetid),
  add constraint fk_dataelement_optionsetid foreign key (optionsetid) references optionset (optionsetid),
  add constraint fk_dataelement_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table indicatortype
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table indicator
  add constraint fk_indicator_indicatortypeid
    foreign key (indicatortypeid) references indicatortype (indicatortypeid),
  add constraint fk_indicator_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dataelementaggregationlevels
  add constraint fk_dataelementaggregationlevels_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid);

alter table dataelementgroup
  add constraint fk_dataelementgroup_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dataelementgroupmembers
  add constraint fk_dataelementgroup_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_dataelementgroupmembers_dataelementgroupid
    foreign key (dataelementgroupid) references dataelementgroup (dataelementgroupid);

alter table dataelementgroupset
  add constraint fk_dataelementgroupset_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dataelementgroupsetmembers
  add constraint fk_dataelementgroupset_dataelementgroupid
    foreign key (dataelementgroupid) references dataelementgroup (dataelementgroupid),
  add constraint fk_dataelementgroupsetmembers_dataelementgroupsetid
    foreign key (dataelementgroupsetid) references dataelementgroupset (dataelementgroupsetid);

alter table dataelementlegendsets
  add constraint fk_dataelement_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fkbrsplevygf9yr4hvydhix39ug foreign key (dataelementid) references dataelement (dataelementid);

alter table dataelementoperand
  add constraint fk_dataelementoperand_dataelement
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_dataelementoperand_dataelementcategoryoptioncombo
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid);

alter table indicatorgroup
  add constraint fk_indicatorgroup_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table indicatorgroupmembers
  add constraint fk_indicatorgroup_indicatorid foreign key (indicatorid) references indicator (indicatorid),
  add constraint fk_indicatorgroupmembers_indicatorgroupid
    foreign key (indicatorgroupid) references indicatorgroup (indicatorgroupid);

alter table indicatorgroupset
  add constraint fk_indicatorgroupset_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table indicatorgroupsetmembers
  add constraint fk_indicatorgroupset_indicatorgroupid
    foreign key (indicatorgroupid) references indicatorgroup (indicatorgroupid),
  add constraint fk_indicatorgroupsetmembers_indicatorgroupsetid
    foreign key (indicatorgroupsetid) references indicatorgroupset (indicatorgroupsetid);

alter table indicatorlegendsets
  add constraint fk1ps7mt73qi3wnt6f5g6w6flga foreign key (indicatorid) references indicator (indicatorid),
  add constraint fk_indicator_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid);

alter table maplegend
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_maplegend_maplegendsetid foreign key (maplegendsetid) references maplegendset (maplegendsetid);

alter table maplegendset
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_legendset_userid foreign key (userid) references userinfo (userinfoid);

alter table optiongroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_optiongroup_optionsetid foreign key (optionsetid) references optionset (optionsetid),
  add constraint fk_optiongroup_userid foreign key (userid) references userinfo (userinfoid);

alter table optiongroupmembers
  add constraint fk_optiongroupmembers_optiongroupid foreign key (optionid) references optionvalue (optionvalueid),
  add constraint fk_optiongroupmembers_optionid foreign key (optiongroupid) references optiongroup (optiongroupid);

alter table optiongroupset
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_optiongroupset_optionsetid foreign key (optionsetid) references optionset (optionsetid),
  add constraint fk_optiongroupset_userid foreign key (userid) references userinfo (userinfoid);

alter table optiongroupsetmembers
  add constraint fk_optiongroupsetmembers_optiongroupid
    foreign key (optiongroupid) references optiongroup (optiongroupid),
  add constraint fk_optiongroupsetmembers_optiongroupsetid
    foreign key (optiongroupsetid) references optiongroupset (optiongroupsetid);

alter table optionset
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_optionset_userid foreign key (userid) references userinfo (userinfoid);

alter table optionvalue
  add constraint fk_optionsetmembers_optionsetid foreign key (optionsetid) references optionset (optionsetid);

alter table dataset
  add constraint fk_dataset_categorycomboid foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_dataset_dataentryform foreign key (dataentryform) references dataentryform (dataentryformid),
  add constraint fk_dataset_notificationrecipients
    foreign key (notificationrecipients) references usergroup (usergroupid),
  add constraint fk_dataset_periodtypeid foreign key (periodtypeid) references periodtype (periodtypeid),
  add constraint fk_dataset_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_dataset_workflowid foreign key (workflowid) references dataapprovalworkflow (workflowid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table section
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_section_datasetid foreign key (datasetid) references dataset (datasetid);

alter table dataentryform
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table datainputperiod
  add constraint fk_datainputperiod_period foreign key (periodid) references period (periodid),
  add constraint fk_datasetdatainputperiods_datasetid foreign key (datasetid) references dataset (datasetid);

alter table datasetelement
  add constraint fk_datasetelement_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_datasetmembers_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_datasetmembers_datasetid foreign key (datasetid) references dataset (datasetid);

alter table datasetindicators
  add constraint fk_dataset_indicatorid foreign key (indicatorid) references indicator (indicatorid),
  add constraint fk_datasetindicators_datasetid foreign key (datasetid) references dataset (datasetid);

alter table datasetlegendsets
  add constraint fk9f6ich22mw6be835i07khg9ld foreign key (datasetid) references dataset (datasetid),
  add constraint fk_dataset_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid);

alter table datasetnotification_datasets
  add constraint fk_datasets_datasetnotificationtemplateid
    foreign key (datasetnotificationtemplateid)
      references datasetnotificationtemplate (datasetnotificationtemplateid),
  add constraint fken6g44y648k1fembweltcao3e foreign key (datasetid) references dataset (datasetid);

alter table datasetnotificationtemplate
  add constraint fk_datasetnotification_usergroup foreign key (usergroupid) references usergroup (usergroupid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table datasetnotificationtemplate_deliverychannel
  add constraint fkpmebskggkjfjfwxw7u43twmg2
    foreign key (datasetnotificationtemplateid)
      references datasetnotificationtemplate (datasetnotificationtemplateid);

alter table datasetoperands
  add constraint fk_dataset_dataelementoperandid
    foreign key (dataelementoperandid) references dataelementoperand (dataelementoperandid),
  add constraint fk_datasetoperands_datasetid foreign key (datasetid) references dataset (datasetid);

alter table datasetsource
  add constraint fk_dataset_organisationunit foreign key (sourceid) references organisationunit (organisationunitid),
  add constraint fk_datasetsource_datasetid foreign key (datasetid) references dataset (datasetid);

alter table lockexception
  add constraint fk_lockexception_datasetid foreign key (datasetid) references dataset (datasetid),
  add constraint fk_lockexception_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_lockexception_periodid foreign key (periodid) references period (periodid);

alter table sectiondataelements
  add constraint fk_section_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_sectiondataelements_sectionid foreign key (sectionid) references section (sectionid);

alter table sectiongreyedfields
  add constraint fk_section_dataelementoperandid
    foreign key (dataelementoperandid) references dataelementoperand (dataelementoperandid),
  add constraint fk_sectiongreyedfields_sectionid foreign key (sectionid) references section (sectionid);

alter table sectionindicators
  add constraint fk_section_indicatorid foreign key (indicatorid) references indicator (indicatorid),
  add constraint fk_sectionindicators_sectionid foreign key (sectionid) references section (sectionid);

alter table datavalue
  add constraint fk_datavalue_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_datavalue_categoryoptioncomboid
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_datavalue_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_datavalue_organisationunitid
    foreign key (sourceid) references organisationunit (organisationunitid),
  add constraint fk_datavalue_periodid foreign key (periodid) references period (periodid);

alter table datavalueaudit
  add constraint fk_datavalueaudit_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_datavalueaudit_categoryoptioncomboid
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_datavalueaudit_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_datavalueaudit_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_datavalueaudit_periodid foreign key (periodid) references period (periodid);

alter table completedatasetregistration
  add constraint fk_completedatasetregistration_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_completedatasetregistration_organisationunitid
    foreign key (sourceid) references organisationunit (organisationunitid),
  add constraint fk_datasetcompleteregistration_datasetid foreign key (datasetid) references dataset (datasetid),
  add constraint fk_datasetcompleteregistration_periodid foreign key (periodid) references period (periodid);

alter table minmaxdataelement
  add constraint fk_minmaxdataelement_categoryoptioncomboid
    foreign key (categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_minmaxdataelement_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_minmaxdataelement_organisationunitid
    foreign key (sourceid) references organisationunit (organisationunitid);

alter table dataapprovallevel
  add constraint fk_dataapprovallevel_categoryoptiongroupsetid
    foreign key (categoryoptiongroupsetid) references categoryoptiongroupset (categoryoptiongroupsetid),
  add constraint fk_dataapprovallevel_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dataapprovalworkflow
  add constraint fk_dataapprovalworkflow_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_dataapprovalworkflow_periodtypeid
    foreign key (periodtypeid) references periodtype (periodtypeid),
  add constraint fk_dataapprovalworkflow_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dataapproval
  add constraint fk_dataapproval_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_dataapproval_creator
    foreign key (creator) references userinfo (userinfoid),
  add constraint fk_dataapproval_dataapprovallevel
    foreign key (dataapprovallevelid) references dataapprovallevel (dataapprovallevelid),
  add constraint fk_dataapproval_lastupdateby foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_dataapproval_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_dataapproval_periodid foreign key (periodid) references period (periodid),
  add constraint fk_dataapproval_workflowid foreign key (workflowid) references dataapprovalworkflow (workflowid);

alter table dataapprovalaudit
  add /* [jooq ignore start] */ constraint fk_dataapproval_creator /* [jooq ignore stop] */
    foreign key (creator) references userinfo (userinfoid),
  add constraint fk_dataapprovalaudit_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_dataapprovalaudit_levelid
    foreign key (levelid) references dataapprovallevel (dataapprovallevelid),
  add constraint fk_dataapprovalaudit_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_dataapprovalaudit_periodid foreign key (periodid) references period (periodid),
  add constraint fk_dataapprovalaudit_workflowid
    foreign key (workflowid) references dataapprovalworkflow (workflowid);

alter table dataapprovalworkflowlevels
  add constraint fk_dataapprovalworkflowlevels_levelid
    foreign key (dataapprovallevelid) references dataapprovallevel (dataapprovallevelid),
  add constraint fk_dataapprovalworkflowlevels_workflowid
    foreign key (workflowid) references dataapprovalworkflow (workflowid);

alter table validationrule
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_validationrule_leftexpressionid
    foreign key (leftexpressionid) references expression (expressionid),
  add constraint fk_validationrule_periodtypeid
    foreign key (periodtypeid) references periodtype (periodtypeid),
  add constraint fk_validationrule_rightexpressionid
    foreign key (rightexpressionid) references expression (expressionid),
  add constraint fk_validationrule_userid foreign key (userid) references userinfo (userinfoid);

alter table predictor
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_predictor_generatorexpressionid
    foreign key (generatorexpressionid) references expression (expressionid),
  add constraint fk_predictor_outputcomboid
    foreign key (generatoroutputcombo) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_predictor_outputdataelementid
    foreign key (generatoroutput) references dataelement (dataelementid),
  add /* [jooq ignore start] */ constraint fk_validationrule_periodtypeid /* [jooq ignore stop] */
    foreign key (periodtypeid) references periodtype (periodtypeid),
  add constraint fk_validationrule_skiptestexpressionid
    foreign key (skiptestexpressionid) references expression (expressionid);

alter table predictorgroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_predictorgroup_userid foreign key (userid) references userinfo (userinfoid);

alter table predictorgroupmembers
  add constraint fk_predictorgroup_predictorid foreign key (predictorid) references predictor (predictorid),
  add constraint fk_predictorgroupmembers_predictorgroupid
    foreign key (predictorgroupid) references predictorgroup (predictorgroupid);

alter table predictororgunitlevels
  add constraint fk_predictororgunitlevels_orgunitlevelid
    foreign key (orgunitlevelid) references orgunitlevel (orgunitlevelid),
  add constraint fk_predictororgunitlevels_predictorid foreign key (predictorid) references predictor (predictorid);

alter table validationnotificationtemplate
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table validationnotificationtemplate_recipientusergroups
  add constraint fk804hp0os62rpdtroxhrrio76v foreign key (usergroupid) references usergroup (usergroupid),
  add constraint fk_validationnotificationtemplate_usergroup
    foreign key (validationnotificationtemplateid)
      references validationnotificationtemplate (validationnotificationtemplateid);

alter table validationnotificationtemplatevalidationrules
  add constraint fk6oepnl7prbw10034c5vot1jii
    foreign key (validationnotificationtemplateid)
      references validationnotificationtemplate (validationnotificationtemplateid),
  add constraint fk_validationrule_validationnotificationtemplateid
    foreign key (validationruleid) references validationrule (validationruleid);

alter table validationresult
  add constraint fk_validationresult_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_validationresult_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_validationresult_period foreign key (periodid) references period (periodid),
  add constraint fk_validationresult_validationruleid
    foreign key (validationruleid) references validationrule (validationruleid);

alter table validationrulegroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_validationrulegroup_userid foreign key (userid) references userinfo (userinfoid);

alter table validationrulegroupmembers
  add constraint fk_validationrulegroup_validationruleid
    foreign key (validationruleid) references validationrule (validationruleid),
  add constraint fk_validationrulegroupmembers_validationrulegroupid
    foreign key (validationgroupid) references validationrulegroup (validationrulegroupid);

alter table validationruleorganisationunitlevels
  add constraint fk_organisationunitlevel_validationtuleid
    foreign key (validationruleid) references validationrule (validationruleid);

alter table program
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_program_categorycomboid foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_program_dataentryformid foreign key (dataentryformid) references dataentryform (dataentryformid),
  add constraint fk_program_expiryperiodtypeid foreign key (expiryperiodtypeid) references periodtype (periodtypeid),
  add constraint fk_program_relatedprogram foreign key (relatedprogramid) references program (programid),
  add constraint fk_program_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid),
  add constraint fk_program_userid foreign key (userid) references userinfo (userinfoid);

alter table programstage
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programstage_dataentryform
    foreign key (dataentryformid) references dataentryform (dataentryformid),
  add constraint fk_programstage_nextscheduledateid
    foreign key (nextscheduledateid) references dataelement (dataelementid),
  add constraint fk_programstage_periodtypeid foreign key (periodtypeid) references periodtype (periodtypeid),
  add constraint fk_programstage_program foreign key (programid) references program (programid),
  add constraint fk_programstage_userid foreign key (userid) references userinfo (userinfoid);

alter table eventfilter
  add constraint fk_lastupdatedby_userid foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programstageinstancefilter_userid foreign key (userid) references userinfo (userinfoid);

alter table periodboundary
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_periodboundary_periodtype foreign key (offsetperiodtypeid) references periodtype (periodtypeid),
  add constraint fk_periodboundary_programindicator
    foreign key (programindicatorid) references programindicator (programindicatorid);

alter table program_attributes
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_program_attributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_programtrackedentityattribute_programid foreign key (programid) references program (programid);

alter table program_organisationunits
  add constraint fk_program_organisationunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_program_organisationunits_programid foreign key (programid) references program (programid);

alter table program_userroles
  add constraint fkgb55kdvtf92qykh2840inyhst foreign key (programid) references program (programid);

alter table programindicator
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programindicator_attributecomboid
    foreign key (attributecomboid) references categorycombo (categorycomboid),
  add constraint fk_programindicator_categorycomboid
    foreign key (categorycomboid) references categorycombo (categorycomboid),
  add constraint fk_programindicator_program foreign key (programid) references program (programid),
  add constraint fk_programindicator_userid foreign key (userid) references userinfo (userinfoid);

alter table programindicatorgroup
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programindicatorgroup_userid foreign key (userid) references userinfo (userinfoid);

alter table programindicatorgroupmembers
  add constraint fk_programindicatorgroup_programindicatorid
    foreign key (programindicatorid) references programindicator (programindicatorid),
  add constraint fk_programindicatorgroupmembers_programindicatorgroupid
    foreign key (programindicatorgroupid) references programindicatorgroup (programindicatorgroupid);

alter table programindicatorlegendsets
  add constraint fk_programindicator_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fkkbd9rqv83w4nwogj5fchtxj9y
    foreign key (programindicatorid) references programindicator (programindicatorid);

alter table programnotificationinstance
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programstagenotification_pi foreign key (enrollmentid) references enrollment (enrollmentid),
  add constraint fk_programstagenotification_psi foreign key (eventid) references event (eventid);

alter table programnotificationtemplate
  add constraint fk4uq2bl31hdu2s4e07rltemk3d foreign key (programstageid) references programstage (programstageid),
  add constraint fk9whlsdwfojxbp8yclqolqwm9 foreign key (programid) references program (programid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programstagenotification_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_programstagenotification_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_programstagenotification_usergroup foreign key (usergroupid) references usergroup (usergroupid);

alter table programnotificationtemplate_deliverychannel
  add constraint fk45uc7wfpi4u5gunpl127ehkn2
    foreign key (programnotificationtemplatedeliverychannelid)
      references programnotificationtemplate (programnotificationtemplateid);

alter table programrule
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programrule_program foreign key (programid) references program (programid),
  add constraint fk_programrule_programstage foreign key (programstageid) references programstage (programstageid);

alter table programruleaction
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_notificationtemplate
    foreign key (notificationtemplateid) references programnotificationtemplate (programnotificationtemplateid),
  add constraint fk_programruleaction_dataelement foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_programruleaction_option foreign key (optionid) references optionvalue (optionvalueid),
  add constraint fk_programruleaction_optiongroup foreign key (optiongroupid) references optiongroup (optiongroupid),
  add constraint fk_programruleaction_programindicator
    foreign key (programindicatorid) references programindicator (programindicatorid),
  add constraint fk_programruleaction_programrule foreign key (programruleid) references programrule (programruleid),
  add constraint fk_programruleaction_programstage
    foreign key (programstageid) references programstage (programstageid),
  add constraint fk_programruleaction_programstagesection
    foreign key (programstagesectionid) references programstagesection (programstagesectionid),
  add constraint fk_programruleaction_trackedentityattribute
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid);

alter table programrulevariable
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programrulevariable_dataelement
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_programrulevariable_program foreign key (programid) references program (programid),
  add constraint fk_programrulevariable_programstage
    foreign key (programstageid) references programstage (programstageid),
  add constraint fk_programrulevariable_trackedentityattribute
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid);

alter table programsection
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_program_programid foreign key (programid) references program (programid);

alter table programsection_attributes
  add constraint fk_programsection_attributes_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_programsections_attributes_programsectionid
    foreign key (programsectionid) references programsection (programsectionid);

alter table programstagedataelement
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programstagedataelement_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_programstagedataelement_programstageid
    foreign key (programstageid) references programstage (programstageid);

alter table programstagesection
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_program_programstageid foreign key (programstageid) references programstage (programstageid);

alter table programstagesection_dataelements
  add constraint fk_programstagesection_dataelements_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_programstagesection_dataelements_programstagesectionid
    foreign key (programstagesectionid) references programstagesection (programstagesectionid);

alter table programstagesection_programindicators
  add constraint fk_programstagesection_programindicators_indicatorid
    foreign key (programindicatorid) references programindicator (programindicatorid),
  add constraint fk_programstagesection_programindicators_sectionid
    foreign key (programstagesectionid) references programstagesection (programstagesectionid);

alter table programstageworkinglist
  add constraint fk_programstageworkinglist_programid foreign key (programid) references program (programid)
    on delete cascade,
  add constraint fk_programstageworkinglist_programstageid
    foreign key (programstageid) references programstage (programstageid)
    on delete cascade;

alter table relationshipconstraint
  add constraint fk_relationshipconstraint_program_programid foreign key (programid) references program (programid),
  add constraint fk_relationshipconstraint_programstage_programstageid
    foreign key (programstageid) references programstage (programstageid),
  add constraint fk_relationshipconstraint_trackedentitytype_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid);

alter table relationshiptype
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_relationshiptype_from_relationshipconstraintid
    foreign key (from_relationshipconstraintid) references relationshipconstraint (relationshipconstraintid),
  add constraint fk_relationshiptype_to_relationshipconstraintid
    foreign key (to_relationshipconstraintid) references relationshipconstraint (relationshipconstraintid),
  add constraint fk_relationshiptype_userid foreign key (userid) references userinfo (userinfoid);

alter table trackedentityattribute
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_trackedentityattribute_optionsetid foreign key (optionsetid) references optionset (optionsetid),
  add constraint fk_trackedentityattribute_userid foreign key (userid) references userinfo (userinfoid);

alter table trackedentityattributelegendsets
  add constraint fk_trackedentityattribute_legendsetid
    foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fkcdkajbb0rpnpwuo57i894s0dg
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid);

alter table trackedentityfilter
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_trackedentityinstancefilter_programid foreign key (programid) references program (programid),
  add constraint fk_trackedentityinstancefilter_userid foreign key (userid) references userinfo (userinfoid);

alter table trackedentitytype
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_trackedentitytype_userid foreign key (userid) references userinfo (userinfoid);

alter table trackedentitytypeattribute
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_trackedentitytypeattribute_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_trackedentitytypeattribute_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid);

alter table trackedentity
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_trackedentityinstance_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_trackedentityinstance_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid);

alter table enrollment
  add constraint fk_programinstance_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_programinstance_programid foreign key (programid) references program (programid),
  add constraint fk_programinstance_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table event
  add constraint fk_programstageinstance_assigneduserid
    foreign key (assigneduserid) references userinfo (userinfoid),
  add constraint fk_programstageinstance_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_programstageinstance_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_programstageinstance_programinstanceid
    foreign key (enrollmentid) references enrollment (enrollmentid),
  add constraint fk_programstageinstance_programstageid
    foreign key (programstageid) references programstage (programstageid);

alter table note
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table enrollment_notes
  add constraint fk_programinstancecomments_programinstanceid
    foreign key (enrollmentid) references enrollment (enrollmentid),
  add constraint fk_programinstancecomments_trackedentitycommentid foreign key (noteid) references note (noteid);

alter table event_notes
  add constraint fk_programstageinstancecomments_programstageinstanceid
    foreign key (eventid) references event (eventid),
  add constraint fk_programstageinstancecomments_trackedentitycommentid
    foreign key (noteid) references note (noteid);

alter table eventchangelog
  add constraint fk_eventchangelog_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_eventchangelog_eventid foreign key (eventid) references event (eventid);

alter table potentialduplicate
  add constraint potentialduplicate_lastupdatedby_user
    foreign key (lastupdatebyusername) references userinfo (username);

alter table programownershiphistory
  add constraint fk_programownershiphistory_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_programownershiphistory_programid foreign key (programid) references program (programid),
  add constraint fk_programownershiphistory_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table programtempowner
  add constraint fk_programtempowner_programid foreign key (programid) references program (programid),
  add constraint fk_programtempowner_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid),
  add constraint fk_programtempowner_userid foreign key (userid) references userinfo (userinfoid);

alter table programtempownershipaudit
  add constraint fk_programtempownershipaudit_programid foreign key (programid) references program (programid),
  add constraint fk_programtempownershipaudit_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table relationship
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_relationship_from_relationshipitemid
    foreign key (from_relationshipitemid) references relationshipitem (relationshipitemid)
    on delete cascade,
  add constraint fk_relationship_relationshiptypeid
    foreign key (relationshiptypeid) references relationshiptype (relationshiptypeid),
  add constraint fk_relationship_to_relationshipitemid
    foreign key (to_relationshipitemid) references relationshipitem (relationshipitemid)
    on delete cascade;

alter table relationshipitem
  add constraint fk_relationshipitem_programinstanceid
    foreign key (enrollmentid) references enrollment (enrollmentid),
  add constraint fk_relationshipitem_programstageinstanceid foreign key (eventid) references event (eventid),
  add constraint fk_relationshipitem_relationshipid
    foreign key (relationshipid) references relationship (relationshipid)
    on delete cascade,
  add constraint fk_relationshipitem_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table trackedentityattributevalue
  add constraint fk_attributevalue_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_attributevalue_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table trackedentityattributevalueaudit
  add constraint fk_attributevalueaudit_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_attributevalueaudit_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table trackedentitychangelog
  add constraint fk_trackedentitychangelog_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_trackedentitychangelog_trackedentityid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table trackedentitydatavalueaudit
  add constraint fk_entityinstancedatavalueaudit_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_entityinstancedatavalueaudit_programstageinstanceid
    foreign key (eventid) references event (eventid);

alter table trackedentityprogramowner
  add constraint fk_trackedentityprogramowner_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_trackedentityprogramowner_programid foreign key (programid) references program (programid),
  add constraint fk_trackedentityprogramowner_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table dashboard
  add constraint fk_dashboard_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table dashboarditem
  add constraint fk_dashboarditem_eventchartid
    foreign key (eventchartid) references eventvisualization (eventvisualizationid),
  add constraint fk_dashboarditem_eventreportid
    foreign key (eventreport) references eventvisualization (eventvisualizationid),
  add constraint fk_dashboarditem_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid),
  add constraint fk_dashboarditem_mapid foreign key (mapid) references map (mapid),
  add constraint fk_dashboarditem_visualizationid
    foreign key (visualizationid) references visualization (visualizationid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table visualization
  add constraint fk_visualization_lastupdateby foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_visualization_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fk_visualization_relativeperiodsid
    foreign key (relativeperiodsid) references relativeperiods (relativeperiodsid),
  add constraint fk_visualization_userid foreign key (userid) references userinfo (userinfoid);

alter table map
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_mapview_userid foreign key (userid) references userinfo (userinfoid);

alter table mapview
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_mapview_maplegendsetid foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fk_mapview_orgunitgroupsetid
    foreign key (orgunitgroupsetid) references orgunitgroupset (orgunitgroupsetid),
  add constraint fk_mapview_programid foreign key (programid) references program (programid),
  add constraint fk_mapview_programstageid foreign key (programstageid) references programstage (programstageid),
  add constraint fk_mapview_relativeperiodsid
    foreign key (relativeperiodsid) references relativeperiods (relativeperiodsid),
  add constraint fk_mapview_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid);

alter table eventvisualization
  add constraint fk_evisualization_attributevaluedimensionid
    foreign key (attributevaluedimensionid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_evisualization_dataelementvaluedimensionid
    foreign key (dataelementvaluedimensionid) references dataelement (dataelementid),
  add constraint fk_evisualization_lastupdateby_userid foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_evisualization_legendsetid foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fk_evisualization_programid foreign key (programid) references program (programid),
  add constraint fk_evisualization_programstageid
    foreign key (programstageid) references programstage (programstageid),
  add constraint fk_evisualization_relativeperiodsid
    foreign key (relativeperiodsid) references relativeperiods (relativeperiodsid),
  add constraint fk_evisualization_report_relativeperiodsid
    foreign key (relativeperiodsid) references relativeperiods (relativeperiodsid),
  add constraint fk_evisualization_trackedentitytypeid
    foreign key (trackedentitytypeid) references trackedentitytype (trackedentitytypeid),
  add constraint fk_evisualization_userid foreign key (userid) references userinfo (userinfoid);

alter table categorydimension
  add constraint fk_categorydimension_category foreign key (categoryid) references category (categoryid);

alter table categorydimension_items
  add constraint fk_categorydimension_items_categorydimensionid
    foreign key (categorydimensionid) references categorydimension (categorydimensionid),
  add constraint fk_categorydimension_items_categoryoptionid
    foreign key (categoryoptionid) references categoryoption (categoryoptionid);

alter table categoryoptiongroupsetdimension
  add constraint fk_dimension_categoryoptiongroupsetid
    foreign key (categoryoptiongroupsetid) references categoryoptiongroupset (categoryoptiongroupsetid);

alter table categoryoptiongroupsetdimension_items
  add constraint fk_dimension_items_categoryoptiongroupid
    foreign key (categoryoptiongroupid) references categoryoptiongroup (categoryoptiongroupid),
  add constraint fk_dimension_items_categoryoptiongroupsetdimensionid
    foreign key (categoryoptiongroupsetdimensionid)
      references categoryoptiongroupsetdimension (categoryoptiongroupsetdimensionid);

alter table dashboard_items
  add constraint fk_dashboard_items_dashboardid foreign key (dashboardid) references dashboard (dashboardid),
  add constraint fk_dashboard_items_dashboarditemid
    foreign key (dashboarditemid) references dashboarditem (dashboarditemid);

alter table dashboarditem_users
  add constraint fk_dashboarditem_users_dashboardid
    foreign key (dashboarditemid) references dashboarditem (dashboarditemid),
  add constraint fk_dashboarditem_users_userinfoid foreign key (userid) references userinfo (userinfoid);

alter table datadimensionitem
  add constraint fk_datadimensionitem_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_datadimensionitem_dataelementoperand_categoryoptioncomboid
    foreign key (dataelementoperand_categoryoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_datadimensionitem_dataelementoperand_dataelementid
    foreign key (dataelementoperand_dataelementid) references dataelement (dataelementid),
  add constraint fk_datadimensionitem_datasetid foreign key (datasetid) references dataset (datasetid),
  add constraint fk_datadimensionitem_expressiondimensionitemid
    foreign key (expressiondimensionitemid) references expressiondimensionitem (expressiondimensionitemid),
  add constraint fk_datadimensionitem_indicatorid foreign key (indicatorid) references indicator (indicatorid),
  add constraint fk_datadimensionitem_programattribute_attributeid
    foreign key (programattribute_attributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_datadimensionitem_programattribute_programid
    foreign key (programattribute_programid) references program (programid),
  add constraint fk_datadimensionitem_programattributeoption_attributeid
    foreign key (programattributeoption_attributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_datadimensionitem_programattributeoption_optionid
    foreign key (programattributeoption_optionid) references optionvalue (optionvalueid),
  add constraint fk_datadimensionitem_programattributeoption_programid
    foreign key (programattributeoption_programid) references program (programid),
  add constraint fk_datadimensionitem_programdataelement_dataelementid
    foreign key (programdataelement_dataelementid) references dataelement (dataelementid),
  add constraint fk_datadimensionitem_programdataelement_programid
    foreign key (programdataelement_programid) references program (programid),
  add constraint fk_datadimensionitem_programdataelementoption_dataelementid
    foreign key (programdataelementoption_dataelementid) references dataelement (dataelementid),
  add constraint fk_datadimensionitem_programdataelementoption_optionid
    foreign key (programdataelementoption_optionid) references optionvalue (optionvalueid),
  add constraint fk_datadimensionitem_programdataelementoption_programid
    foreign key (programdataelementoption_programid) references program (programid),
  add constraint fk_datadimensionitem_programindicatorid
    foreign key (programindicatorid) references programindicator (programindicatorid);

alter table dataelementgroupsetdimension
  add constraint fk_dimension_dataelementgroupsetid
    foreign key (dataelementgroupsetid) references dataelementgroupset (dataelementgroupsetid);

alter table dataelementgroupsetdimension_items
  add constraint fk_dimension_items_dataelementgroupid
    foreign key (dataelementgroupid) references dataelementgroup (dataelementgroupid),
  add constraint fk_dimension_items_dataelementgroupsetdimensionid
    foreign key (dataelementgroupsetdimensionid)
      references dataelementgroupsetdimension (dataelementgroupsetdimensionid);

alter table eventvisualization_attributedimensions
  add constraint fk_evisualization_attributedimensions_attributedimensionid
    foreign key (trackedentityattributedimensionid)
      references trackedentityattributedimension (trackedentityattributedimensionid),
  add constraint fk_evisualization_attributedimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_categorydimensions
  add constraint fk_evisualization_categorydimensions_categorydimensionid
    foreign key (categorydimensionid) references categorydimension (categorydimensionid),
  add constraint fk_evisualization_categorydimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_categoryoptiongroupsetdimensions
  add constraint fk_evisualization_catoptiongroupsetdimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid),
  add constraint fk_evisualization_dimensions_catoptiongroupsetdimensionid
    foreign key (categoryoptiongroupsetdimensionid)
      references categoryoptiongroupsetdimension (categoryoptiongroupsetdimensionid);

alter table eventvisualization_columns
  add constraint fk_evisualization_columns_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_dataelementdimensions
  add constraint fk_evisualization_dataelementdimensions_dataelementdimensionid
    foreign key (trackedentitydataelementdimensionid)
      references trackedentitydataelementdimension (trackedentitydataelementdimensionid),
  add constraint fk_evisualization_dataelementdimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_filters
  add constraint fk_evisualization_filters_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_itemorgunitgroups
  add constraint fk_evisualization_itemorgunitgroups_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid),
  add constraint fk_evisualization_itemorgunitunitgroups_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_organisationunits
  add constraint fk_evisualization_organisationunits_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid),
  add constraint fk_evisualization_organisationunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid);

alter table eventvisualization_orgunitgroupsetdimensions
  add constraint fk_evisualization_dimensions_ogunitgroupsetdimensionid
    foreign key (orgunitgroupsetdimensionid) references orgunitgroupsetdimension (orgunitgroupsetdimensionid),
  add constraint fk_evisualization_orgunitgroupsetdimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_orgunitlevels
  add constraint fk_evisualization_orgunitlevels_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_periods
  add constraint fk_evisualization_periods_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid),
  add constraint fk_evisualization_periods_periodid foreign key (periodid) references period (periodid);

alter table eventvisualization_programindicatordimensions
  add constraint fk_evisualization_prindicatordimensions_prindicatordimensionid
    foreign key (trackedentityprogramindicatordimensionid)
      references trackedentityprogramindicatordimension (trackedentityprogramindicatordimensionid),
  add constraint fk_evisualization_programindicatordim_programindicatordimid
    foreign key (trackedentityprogramindicatordimensionid)
      references trackedentityprogramindicatordimension (trackedentityprogramindicatordimensionid),
  add constraint fk_evisualization_programindicatordimensions_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table eventvisualization_rows
  add constraint fk_evisualization_rows_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid);

alter table expressiondimensionitem
  add constraint fk_expressiondimensionitem_userid foreign key (userid) references userinfo (userinfoid),
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid);

alter table interpretation
  add constraint fk_interpretation_datasetid foreign key (datasetid) references dataset (datasetid),
  add constraint fk_interpretation_eventchartid
    foreign key (eventreportid) references eventvisualization (eventvisualizationid),
  add constraint fk_interpretation_eventreportid
    foreign key (eventchartid) references eventvisualization (eventvisualizationid),
  add constraint fk_interpretation_evisualizationid
    foreign key (eventvisualizationid) references eventvisualization (eventvisualizationid),
  add constraint fk_interpretation_mapid foreign key (mapid) references map (mapid),
  add constraint fk_interpretation_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_interpretation_periodid foreign key (periodid) references period (periodid),
  add constraint fk_interpretation_userid foreign key (userid) references userinfo (userinfoid),
  add constraint fk_interpretation_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table mapmapviews
  add constraint fk_mapmapview_mapid foreign key (mapid) references map (mapid),
  add constraint fk_mapmapview_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_attributedimensions
  add constraint fk_mapview_attributedimensions_attributedimensionid
    foreign key (trackedentityattributedimensionid)
      references trackedentityattributedimension (trackedentityattributedimensionid),
  add constraint fk_mapview_attributedimensions_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_categorydimensions
  add constraint fk_mapview_categorydimensions_categorydimensionid
    foreign key (categorydimensionid) references categorydimension (categorydimensionid),
  add constraint fk_mapview_categorydimensions_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_categoryoptiongroupsetdimensions
  add constraint fk_mapview_catoptiongroupsetdimensions_mapviewid
    foreign key (mapviewid) references mapview (mapviewid),
  add constraint fk_mapview_dimensions_catoptiongroupsetdimensionid
    foreign key (categoryoptiongroupsetdimensionid)
      references categoryoptiongroupsetdimension (categoryoptiongroupsetdimensionid);

alter table mapview_columns
  add constraint fk_mapview_columns_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_datadimensionitems
  add constraint fk_mapview_datadimensionitems_datadimensionitemid
    foreign key (datadimensionitemid) references datadimensionitem (datadimensionitemid),
  add constraint fk_mapview_datadimensionitems_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_dataelementdimensions
  add constraint fk_mapview_dataelementdimensions_dataelementdimensionid
    foreign key (trackedentitydataelementdimensionid)
      references trackedentitydataelementdimension (trackedentitydataelementdimensionid),
  add constraint fk_mapview_dataelementdimensions_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_filters
  add constraint fk_mapview_filters_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_itemorgunitgroups
  add constraint fk_mapview_itemorgunitgroups_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid),
  add constraint fk_mapview_itemorgunitunitgroups_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_organisationunits
  add constraint fk_mapview_organisationunits_mapviewid foreign key (mapviewid) references mapview (mapviewid),
  add constraint fk_mapview_organisationunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid);

alter table mapview_orgunitgroupsetdimensions
  add constraint fk_mapview_dimensions_orgunitgroupsetdimensionid
    foreign key (orgunitgroupsetdimensionid) references orgunitgroupsetdimension (orgunitgroupsetdimensionid),
  add constraint fk_mapview_orgunitgroupsetdimensions_mapviewid
    foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_orgunitlevels
  add constraint fk_mapview_orgunitlevels_mapviewid foreign key (mapviewid) references mapview (mapviewid);

alter table mapview_periods
  add constraint fk_mapview_periods_mapviewid foreign key (mapviewid) references mapview (mapviewid),
  add constraint fk_mapview_periods_periodid foreign key (periodid) references period (periodid);

alter table orgunitgroupsetdimension
  add constraint fk_dimension_orgunitgroupsetid
    foreign key (orgunitgroupsetid) references orgunitgroupset (orgunitgroupsetid);

alter table orgunitgroupsetdimension_items
  add constraint fk_dimension_items_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid),
  add constraint fk_dimension_items_orgunitgroupsetdimensionid
    foreign key (orgunitgroupsetdimensionid) references orgunitgroupsetdimension (orgunitgroupsetdimensionid);

alter table trackedentityattributedimension
  add constraint fk_teattributedimension_attributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid),
  add constraint fk_teattributedimension_legendsetid
    foreign key (legendsetid) references maplegendset (maplegendsetid);

alter table trackedentitydataelementdimension
  add constraint fk_tedataelementdimension_dataelementid
    foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_tedataelementdimension_legendsetid
    foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fk_tedataelementdimension_programstageid
    foreign key (programstageid) references programstage (programstageid);

alter table trackedentityprogramindicatordimension
  add constraint fk_teprogramindicatordimension_legendsetid
    foreign key (legendsetid) references maplegendset (maplegendsetid),
  add constraint fk_teprogramindicatordimension_programindicatorid
    foreign key (programindicatorid) references programindicator (programindicatorid);

alter table visualization_categorydimensions
  add constraint fk_visualization_categorydimensions_categorydimensionid
    foreign key (categorydimensionid) references categorydimension (categorydimensionid),
  add constraint fk_visualization_categorydimensions_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_categoryoptiongroupsetdimensions
  add constraint fk_visualization_catoptiongroupsetdimensions_visualizationid
    foreign key (visualizationid) references visualization (visualizationid),
  add constraint fk_visualization_dimensions_catoptiongroupsetdimensionid
    foreign key (categoryoptiongroupsetdimensionid)
      references categoryoptiongroupsetdimension (categoryoptiongroupsetdimensionid);

alter table visualization_columns
  add constraint fk_visualization_columns_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_datadimensionitems
  add constraint fk_visualization_datadimensionitems_datadimensionitemid
    foreign key (datadimensionitemid) references datadimensionitem (datadimensionitemid),
  add constraint fk_visualization_datadimensionitems_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_dataelementgroupsetdimensions
  add constraint fk_visualization_dataelementgroupsetdimensions_visualizationid
    foreign key (visualizationid) references visualization (visualizationid),
  add constraint fk_visualization_dimensions_dataelementgroupsetdimensionid
    foreign key (dataelementgroupsetdimensionid)
      references dataelementgroupsetdimension (dataelementgroupsetdimensionid);

alter table visualization_filters
  add constraint fk_visualization_filters_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_itemorgunitgroups
  add constraint fk_visualization_itemorgunitgroups_orgunitgroupid
    foreign key (orgunitgroupid) references orgunitgroup (orgunitgroupid),
  add constraint fk_visualization_itemorgunitunitgroups_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_organisationunits
  add constraint fk_visualization_organisationunits_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_visualization_organisationunits_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_orgunitgroupsetdimensions
  add constraint fk_visualization_dimensions_orgunitgroupsetdimensionid
    foreign key (orgunitgroupsetdimensionid) references orgunitgroupsetdimension (orgunitgroupsetdimensionid),
  add constraint fk_visualization_orgunitgroupsetdimensions_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_orgunitlevels
  add constraint fk_visualization_orgunitlevels_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_periods
  add constraint fk_visualization_periods_periodid foreign key (periodid) references period (periodid),
  add constraint fk_visualization_periods_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table visualization_rows
  add constraint fk_visualization_rows_visualizationid
    foreign key (visualizationid) references visualization (visualizationid);

alter table incomingsms
  add constraint fk_incomingsms_userid foreign key (userid) references userinfo (userinfoid);

alter table message
  add constraint fk_message_userid foreign key (userid) references userinfo (userinfoid);

alter table messageattachments
  add constraint fk_messageattachments_fileresourceid
    foreign key (fileresourceid) references fileresource (fileresourceid);

alter table messageconversation
  add constraint fk_messageconversation_lastsender_userid
    foreign key (lastsenderid) references userinfo (userinfoid),
  add constraint fk_messageconversation_user_user_assigned
    foreign key (user_assigned) references userinfo (userinfoid),
  add constraint fk_messageconversation_user_userid foreign key (userid) references userinfo (userinfoid);

alter table messageconversation_messages
  add constraint fk_messageconversation_messages_messageconversationid
    foreign key (messageconversationid) references messageconversation (messageconversationid),
  add constraint fk_messageconversation_messages_messageid foreign key (messageid) references message (messageid);

alter table messageconversation_usermessages
  add constraint fk_messageconversation_usermessages_messageconversationid
    foreign key (messageconversationid) references messageconversation (messageconversationid),
  add constraint fk_messageconversation_usermessages_usermessageid
    foreign key (usermessageid) references usermessage (usermessageid);

alter table programmessage
  add /* [jooq ignore start] */ constraint fk_lastupdateby_userid /* [jooq ignore stop] */
    foreign key (lastupdatedby) references userinfo (userinfoid),
  add constraint fk_programmessage_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_programmessage_programinstanceid foreign key (enrollmentid) references enrollment (enrollmentid),
  add constraint fk_programmessage_programstageinstanceid foreign key (eventid) references event (eventid),
  add constraint fk_programmessage_trackedentityinstanceid
    foreign key (trackedentityid) references trackedentity (trackedentityid);

alter table programmessage_deliverychannels
  add constraint fkljv6vp4ro5l6stx7dclnkenen
    foreign key (programmessagedeliverychannelsid) references programmessage (id);

alter table programmessage_emailaddresses
  add constraint fkbyaw75hj8du8w14hpuhxj762w
    foreign key (programmessageemailaddressid) references programmessage (id);

alter table programmessage_phonenumbers
  add constraint fk3408hwfswvwfqyfngk1tf5ju8
    foreign key (programmessagephonenumberid) references programmessage (id);

alter table smscodes
  add constraint fk_categoryoptioncombo_categoryoptioncomboid
    foreign key (optionid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_dataelement_dataelementid foreign key (dataelementid) references dataelement (dataelementid),
  add constraint fk_trackedentityattribute_trackedentityattributeid
    foreign key (trackedentityattributeid) references trackedentityattribute (trackedentityattributeid);

alter table smscommands
  add constraint fk_dataset_datasetid foreign key (datasetid) references dataset (datasetid),
  add constraint fk_smscommand_program foreign key (programid) references program (programid),
  add constraint fk_smscommand_programstage foreign key (programstageid) references programstage (programstageid),
  add constraint fk_smscommand_usergroup foreign key (usergroupid) references usergroup (usergroupid);

alter table usermessage
  add constraint fk_usermessage_user foreign key (userid) references userinfo (userinfoid);
