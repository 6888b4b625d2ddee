/// What a directory keeps of a person beyond name, address and language, in the words of LDAP (RFC 4519, RFC 2798, RFC 2307).
public enum PersonAttribute: String, CaseIterable, Sendable {
    case telephoneNumber, homePhone, homePostalAddress, labeledUri, roomNumber, description, title, pager, street
    case postalCode, physicalDeliveryOfficeName, destinationIndicator, internationaliSDNNumber, state, employeeNumber
    case facsimileTelephoneNumber, postOfficeBox, initials, carLicense, mobile, postalAddress, city
    case teletexTerminalIdentifier, x121Address, businessCategory, registeredAddress, departmentNumber
    case uidNumber, gidNumber, homeDirectory
}
